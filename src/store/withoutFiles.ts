/** An experiment that lets go of networks out of files. */
import type { Experiment } from '../pipeline/kinds/pair/experiment';

/** The experiment with every network trained again. */
export const withoutFiles = (experiment: Experiment): Experiment => ({
  ...experiment,
  networks: experiment.networks.map((own) => ({ ...own, file: null })),
});
