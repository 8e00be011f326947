/** What one stage of the pipeline is: what it needs, which settings it depends on, and how it is computed. */
import type { PoolRunOptions, RequestOf } from '../client/pool';
import type { Experiment, NetworkSettings } from '../jobs/experiment';
import type { JobMap, JobName } from '../jobs/jobs';
import type { Weights } from '../model/weights';
import type { ProgressOf, ResultOf, StageName } from './state';
import type { Train } from './training';

/** An experiment and the results of the stages that were asked for. */
export interface Results {
  readonly experiment: Experiment;
  result<Needed extends StageName>(name: Needed): ResultOf<Needed>;
}

/** What a stage is given to run. */
export interface StageContext<Name extends StageName> extends Results {
  job<Job extends JobName>(
    name: Job,
    request: RequestOf<Job>,
    options?: Pick<PoolRunOptions<Job>, 'onProgress' | 'standing'>,
  ): Promise<JobMap[Job]['result']>;
  /** Trains a network, together with another that is wanted at the same time where that is faster. */
  readonly train: Train;
  /** Weights from a file. @throws what keeps them from being there, in words */
  read(file: NonNullable<NetworkSettings['file']>): Promise<Weights>;
  /** Workers that share the work. */
  readonly workers: number;
  progress(progress: ProgressOf<Name>): void;
  /** What an earlier, cancelled run with the same settings left behind. */
  readonly partial: ProgressOf<Name> | null;
}

export interface StageDefinition<Name extends StageName> {
  /** Whether the experiment asks for it. */
  wanted(experiment: Experiment): boolean;
  /** Stages whose results it uses. */
  needs(experiment: Experiment): readonly StageName[];
  /** The settings it depends on beside these. */
  settings(experiment: Experiment): unknown;
  run(context: StageContext<Name>): Promise<ResultOf<Name>>;
}
