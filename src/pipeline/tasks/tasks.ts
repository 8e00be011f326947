/** Every job that a task may be. */
import type { TaskJob } from '../task';
import type { TaskDefinition } from './definition';
import { match } from './match';
import { average, ensemble, simplex, transfer } from './measurements';
import { network } from './network';
import { fit, path } from './paths';
import { plane, projection } from './planes';

export const TASKS: { readonly [Job in TaskJob]: TaskDefinition<Job> } = {
  network,
  match,
  fit,
  path,
  average,
  transfer,
  simplex,
  ensemble,
  projection,
  plane,
};
