/** What a kind of experiment is; each is a folder beside this file. */
import type { Plan } from '../task';

export interface Kind<Experiment> {
  /** What is wrong with a document, by path (`training.epochs`); empty when it is right. */
  errors(document: unknown): Readonly<Record<string, string>>;
  /** The document as an experiment, every default filled in. @throws RangeError for what is wrong first */
  parse(document: unknown): Experiment;
  /** What the experiment asks for, in the order in which free workers take it up. */
  plan(experiment: Experiment): Plan;
  /** A document with what says which other settings there are, where it is left out and these determine it. */
  complete?(document: unknown): unknown;
  /**
   * Results as an earlier version saved them, by id, in today's form; left out for kinds that have no earlier one.
   */
  upgrade?(results: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}
