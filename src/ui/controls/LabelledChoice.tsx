/** A drop-down list with its label before it. */
import { Explained } from '../glossary/Explained';
import { Choice, type ChoiceProps } from './Choice';

interface LabelledChoiceProps<Value extends string> extends ChoiceProps<Value> {
  /** Accessible name, where the label says too little by itself. */
  readonly name?: string;
}

export function LabelledChoice<Value extends string>({
  label,
  name = label,
  ...choice
}: LabelledChoiceProps<Value>) {
  return (
    <div className="setting">
      <span className="setting-label" aria-hidden="true">
        <Explained label>{label}</Explained>
      </span>
      <Choice label={name} {...choice} />
    </div>
  );
}
