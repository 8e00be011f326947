/** What the test asks of the engine in the worker; numbers only, so that answers pass from browser to test. */
import type { Normalization } from '../../../src/data/dataset';
import type { Architecture } from '../../../src/model/architecture';
import type { EngineInfo, Loss, Optimizer } from '../../../src/engine/engine';
import type { Deviation } from '../parity';

/** A golden case; its images, labels and weights lie beside the page as files of plain numbers. */
export interface CaseOptions {
  readonly name: string;
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly normalization: Normalization;
  readonly steps: number;
  readonly batch: number;
  /** Names of the basis and `[M, K]` coefficients of the networks to evaluate. */
  readonly basis: readonly string[];
  readonly coefficients: readonly number[];
}

export interface CaseAnswer {
  readonly gradientLoss: number;
  /** Of the first batch at network A. */
  readonly gradient: readonly number[];
  /** Of the steps from the initial weights. */
  readonly stepLosses: readonly number[];
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
}

export interface Questions {
  readonly info: { options: null; answer: EngineInfo };
  /** `null` when right, else what is wrong. */
  readonly selfCheck: { options: null; answer: string | null };
  /** Index into the parity cases. */
  readonly parity: { options: number; answer: Deviation[] };
  readonly golden: { options: CaseOptions; answer: CaseAnswer };
  /** Disposes of the engine; why its device was lost, or `null`, as it should be. */
  readonly end: { options: null; answer: string | null };
  /** Takes the device from under a fresh engine; what the engine says of it. */
  readonly lose: { options: null; answer: string };
}

export type Reply<Q extends keyof Questions> =
  { answer: Questions[Q]['answer'] } | { error: string };

declare global {
  interface Window {
    ask<Q extends keyof Questions>(
      question: Q,
      options: Questions[Q]['options'],
    ): Promise<Questions[Q]['answer']>;
  }
}
