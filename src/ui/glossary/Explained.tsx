/** Words whose terms are explained; plain words until the explanations have arrived. */
import type { ReactNode } from 'react';
import { useArrived } from '../LazyPart';
import { EXPLAINED } from '../parts';

export interface ExplainedProps {
  /** Text, or text in fragments; what is in other elements stays as it is. */
  readonly children: ReactNode;
  /** In the label of a field: no stop of its own on the way of the Tab key. */
  readonly label?: boolean;
}

export function Explained(props: ExplainedProps) {
  const { module } = useArrived(EXPLAINED);
  return module === null ? props.children : <module.ExplainedTerms {...props} />;
}

/** The card that all explanations share: once a page. */
export function Explanation() {
  const { module } = useArrived(EXPLAINED);
  return module === null ? null : <module.Explanation />;
}
