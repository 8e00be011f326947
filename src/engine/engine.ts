/**
 * How networks are computed. Science asks three questions of an engine about affine combinations of points in
 * weight space (docs/design.md, "The one idea"): their loss, their gradient, their activations. An engine knows nothing
 * of alignment, curves or planes. It lives in one thread; several threads make several engines. An {@link Engine} is the
 * machine, and what it makes of a dataset, a {@link DatasetEngine}, is asked.
 */
import type { Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import type { Dataset, Normalization, Split } from '../data/dataset';

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
  /** How many calls are worth having under way at once: 1, or 2 where one is read back while the next is computed. */
  readonly inFlight: number;
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
  /** M networks that train side by side as a stack, at least 1. A free point takes part in one of them at a time. */
  readonly networks: number;
  /** Goes on where an earlier trainer was; the basis is then the one of that moment. */
  readonly state?: OptimizerState;
}

/** An optimizer between two steps, enough to go on elsewhere; owned by whoever asked for it. */
export interface OptimizerState {
  /** Steps taken. */
  readonly step: number;
  /** AdamW's running mean of the gradient or SGD's momentum buffer, of each free point in order. */
  readonly first: readonly Weights[];
  /** AdamW's running mean of the gradient's square, of each free point; empty for SGD. */
  readonly second: readonly Weights[];
}

/** Consecutive steps of one batch size. */
export interface TrainingSteps {
  /** `[steps, M, batch]` indices into the training split, row-major. */
  readonly indices: Uint32Array<ArrayBuffer>;
  readonly batch: number;
  /** `[steps, M, K]`: network m of a step is `sum_k c[m, k] basis[k]`, row-major. */
  readonly coefficients: Float64Array<ArrayBuffer>;
}

/**
 * Minimises the losses of M combinations over their free basis points; the gradient of basis point k is the sum of
 * `c[m, k]` times network m's. One free point with coefficient 1 is plain training; a curve's control points are the
 * same with coefficients of t (Garipov et al. 2018, eq. 2). Every step moves every free point, with a gradient of zero
 * where it takes no part. Holds the optimizer's state between runs.
 */
export interface Trainer {
  /** As of an {@link Evaluator}: a second `run` may be called before the first has answered. */
  readonly inFlight: number;
  /** Takes the steps and answers the losses of each before its update, `[steps, M]`. */
  run(steps: TrainingSteps): Promise<Float32Array<ArrayBuffer>>;
  /** Copies of the K basis points as they are after all runs so far. */
  weights(): Promise<Weights[]>;
  /** A copy of the optimizer's state after all runs so far. */
  state(): Promise<OptimizerState>;
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

/**
 * Sums over the samples of the activations of one hidden layer of `n` units in two networks; of a convolution, over
 * the places of its image too, before the pool.
 */
export interface Moments {
  readonly units: number;
  /** How many activations of a unit were summed: images times places. */
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

/** A network or stack that the engine has no memory for; the message says the sizes. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
}

/** What computes, in one thread: WebAssembly, or a GPU. It holds any number of datasets side by side. */
export interface Engine {
  readonly info: EngineInfo;
  /** Resolves with a reason when the device is gone for good; the engine is of no use after that. */
  readonly lost: Promise<string>;
  /**
   * Copies a dataset to where the engine computes, beside those that are there; its bytes may be given up after that.
   *
   * @throws OutOfMemoryError when there is no room for it
   */
  load(dataset: Dataset): Promise<DatasetEngine>;
  /** Frees everything; what it has loaded is of no use after that. */
  dispose(): void;
}

/**
 * An engine on one dataset under one normalisation: what science asks. Everything may be called in any order; calls do
 * not overlap, those on other datasets of the engine included, but where `inFlight` says so.
 */
export interface DatasetEngine {
  /** @throws OutOfMemoryError when one network at a time does not fit */
  evaluator(options: EvaluatorOptions): Promise<Evaluator>;
  gradient(options: GradientOptions): Promise<Gradients>;
  /** @throws OutOfMemoryError when the stack does not fit */
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
  /**
   * The same images under another normalisation. Their bytes are held once, until all that read them are disposed of.
   *
   * @param normalization of each channel
   */
  normalized(normalization: readonly Normalization[]): Promise<DatasetEngine>;
  /** Frees the dataset; evaluators and trainers made of it are to be disposed of before, and are of no use after. */
  dispose(): void;
}
