/** What a change costs, in words. */
import { secondsOf } from '../../pipeline/cost';
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import type { TaskStates } from '../../pipeline/state';
import type { EngineState } from '../../store/session';
import { timeText } from '../format';

const workersOf = (engine: EngineState): number => (engine.status === 'ready' ? engine.workers : 2);

/** About how long what is left of an experiment takes: `about 8 s`; empty where nothing is left. */
export function priceText(experiment: Experiment, tasks: TaskStates, engine: EngineState): string {
  const seconds = secondsOf(planOfExperiment(experiment), tasks, workersOf(engine));
  return seconds === 0 ? '' : aboutText(seconds);
}

/** With one digit that counts, as a guess deserves: `about 8 s`, `about 3 min`. */
export function aboutText(seconds: number): string {
  if (seconds < 1) return 'a moment';
  const unit = seconds < 60 ? 1 : seconds < 3600 ? 60 : 3600;
  const count = seconds / unit;
  const digit = 10 ** Math.floor(Math.log10(count));
  return `about ${timeText(unit * digit * Math.round(count / digit))
    .replace(/ 0 (s|min)$/, '')
    .replace(/\.0 /, ' ')}`;
}
