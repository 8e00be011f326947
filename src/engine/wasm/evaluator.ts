import type { Evaluator, EvaluatorOptions } from '../engine';
import { createConvolutionEvaluator } from './convolutionEvaluator';
import type { Device, LoadedData } from './data';
import { createDenseEvaluator } from './denseEvaluator';

/** Loss and accuracy of many networks on the same samples. */
export function createEvaluator(
  device: Device,
  data: LoadedData,
  options: EvaluatorOptions,
): Evaluator {
  const { architecture } = options;
  return architecture.kind === 'mlp'
    ? createDenseEvaluator(device, data, { ...options, architecture })
    : createConvolutionEvaluator(device, data, { ...options, architecture });
}
