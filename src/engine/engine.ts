/**
 * How networks are computed. Science asks three questions of an engine about affine combinations of points in
 * weight space (DESIGN.md, "The one idea"): their loss, their gradient, their activations. An engine knows nothing
 * of alignment, curves or planes. It lives in one thread; several threads make several engines.
 */
import type { Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import type { Dataset, Split } from '../data/dataset';

export type EngineKind = 'wasm' | 'webgpu' | 'cpu';

/** What runs, for the page to say. */
export interface EngineInfo {
  readonly kind: EngineKind;
  /** `WebAssembly SIMD, relaxed`, `WebGPU: nvidia hopper`. */
  readonly name: string;
  /** True for a GPU adapter emulated on the CPU: right, but slow. */
  readonly software: boolean;
}

/** Mean over the samples; MSE is also the mean over the classes, against the one-hot target. */
export type Loss = 'cross-entropy' | 'mse';

/** PyTorch's optimizers and names; `learningRate > 0`, the rest `>= 0`. */
export type Optimizer =
  | {
      readonly kind: 'adamw';
      readonly learningRate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  | {
      readonly kind: 'sgd';
      readonly learningRate: number;
      readonly momentum: number;
      readonly weightDecay: number;
    };

/** M points of weight space as combinations of K basis points. */
export interface Combinations {
  /** K points; read, never written or kept. */
  readonly basis: readonly Weights[];
  /** `[M, K]`, row-major. */
  readonly coefficients: Float64Array<ArrayBuffer>;
}

/** Loss and accuracy of M networks; a diverged network has a loss that is not finite. */
export interface Evaluation {
  /** `[M]` */
  readonly loss: Float64Array<ArrayBuffer>;
  /** `[M]`, 0 to 1. */
  readonly accuracy: Float64Array<ArrayBuffer>;
}

/** What is evaluated: the first `samples` inputs of a split. */
export interface EvaluatorOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly basis: readonly Weights[];
  readonly split: Split;
  /** At least 1, at most the split's count. */
  readonly samples: number;
}

/**
 * Loss of any combination of a fixed basis. The first layer is linear in the weights, so an evaluator holds the K
 * products of the inputs with the basis and combines these.
 */
export interface Evaluator {
  /** @param coefficients `[M, K]`, row-major */
  evaluate(coefficients: Float64Array<ArrayBuffer>): Promise<Evaluation>;
  dispose(): void;
}

export interface GradientOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly combinations: Combinations;
  readonly split: Split;
  /** The batch: indices into the split, 0 to its count - 1. */
  readonly indices: Uint32Array<ArrayBuffer>;
}

export interface Gradients {
  /** `[M]` */
  readonly loss: Float64Array<ArrayBuffer>;
  /** M gradients of the loss with respect to the combined weights; owned by the caller. */
  readonly gradients: Weights[];
}

export interface TrainerOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** K points, copied; those that are `free` move. */
  readonly basis: readonly Weights[];
  /** `[K]` */
  readonly free: readonly boolean[];
}

/** Consecutive steps of one batch size. */
export interface TrainingSteps {
  /** `[steps, batch]` indices into the training split, row-major. */
  readonly indices: Uint32Array<ArrayBuffer>;
  readonly batch: number;
  /** `[steps, K]`: the network of a step is `sum_k c[k] basis[k]`, row-major. */
  readonly coefficients: Float64Array<ArrayBuffer>;
}

/**
 * Minimises the loss of a combination over its free basis points; the gradient of basis point k is `c[k]` times the
 * network's. One free point with coefficient 1 is plain training; a curve's control points are the same with
 * coefficients of t (Garipov et al. 2018, eq. 2). Holds the optimizer's state between runs.
 */
export interface Trainer {
  /** Takes the steps and answers the loss of each before its update, `[steps]`. */
  run(steps: TrainingSteps): Promise<Float32Array<ArrayBuffer>>;
  /** Copies of the K basis points as they are now. */
  weights(): Promise<Weights[]>;
  dispose(): void;
}

export interface MomentsOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  /** The first `samples` inputs of the training split. */
  readonly samples: number;
  /** Activations before or after the nonlinearity. */
  readonly stage: 'before' | 'after';
}

/** Sums over the samples of the activations of one hidden layer of `n` units in two networks. */
export interface Moments {
  readonly units: number;
  readonly samples: number;
  /** `[n, n]`, row-major: entry (i, j) is `sum_s b_i(s) a_j(s)`. */
  readonly product: Float64Array<ArrayBuffer>;
  /** `[n]` each: `sum_s a_j(s)`, `sum_s b_i(s)`. */
  readonly sumA: Float64Array<ArrayBuffer>;
  readonly sumB: Float64Array<ArrayBuffer>;
  /** `[n]` each: `sum_s a_j(s)^2`, `sum_s b_i(s)^2`. */
  readonly squareA: Float64Array<ArrayBuffer>;
  readonly squareB: Float64Array<ArrayBuffer>;
}

/** Everything below may be called in any order after `load`; calls do not overlap. */
export interface Engine {
  readonly info: EngineInfo;
  /** Resolves with a reason when the device is gone for good; the engine is of no use after that. */
  readonly lost: Promise<string>;
  /** Places a dataset where the engine computes, in place of the one before. */
  load(dataset: Dataset): Promise<void>;
  evaluator(options: EvaluatorOptions): Promise<Evaluator>;
  gradient(options: GradientOptions): Promise<Gradients>;
  trainer(options: TrainerOptions): Promise<Trainer>;
  /** Moments of every hidden layer, from the input on. */
  moments(options: MomentsOptions): Promise<Moments[]>;
  /** Logits of one network on the first `samples` inputs, `[samples, classes]`. */
  logits(
    architecture: Architecture,
    weights: Weights,
    split: Split,
    samples: number,
  ): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}
