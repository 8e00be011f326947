import type { EngineInfo } from '../engine';

/** A TensorFlow.js backend, registered and current in this thread, and what the page should say about it. */
export interface Backend {
  readonly info: EngineInfo;
  /** Resolves with a reason when the backend can compute no more. */
  readonly lost: Promise<string>;
  /** Gives its memory back; every tensor has been disposed before. */
  release(): void;
}
