/** The experiment in words, of which the bold ones are menus. */
import { useMemo, useState } from 'react';
import { Select } from '@base-ui/react/select';
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import { sameResults } from '../../pipeline/staleness';
import { useSession, useStores, useWorkspace } from '../context';
import { Icon } from '../controls/Icon';
import { UndoButtons } from '../controls/UndoButtons';
import { forgetTexts } from '../page';
import { priceText } from './price';
import { wordsOf, type Word, type WordChoice } from './words';

interface ChangeSentenceProps {
  /** Opens every other setting. */
  readonly onMore: () => void;
}

export function ChangeSentence({ onMore }: ChangeSentenceProps) {
  const experiment = useWorkspace((state) => state.experiment);
  const words = useMemo(() => wordsOf(experiment), [experiment]);
  return (
    <div className="change" role="group" aria-label="The experiment">
      <p className="change-sentence">
        {words.map((word) => (
          <span key={word.name}>
            {word.before}
            <WordMenu word={word} />
            {word.after}
          </span>
        ))}{' '}
        <button type="button" className="text-button" onClick={onMore}>
          More …
        </button>
      </p>
      <UndoButtons />
    </div>
  );
}

function WordMenu({ word }: { readonly word: Word }) {
  const { workspace, page } = useStores();
  const [open, setOpen] = useState(false);
  const now = useWorkspace((state) => state.experiment);
  const chosen = word.choices.find(({ experiment }) => isSame(experiment, now)) ?? null;
  return (
    <Select.Root<WordChoice | null>
      open={open}
      onOpenChange={setOpen}
      value={chosen}
      modal={false}
      itemToStringLabel={(choice) => choice?.label ?? ''}
      onValueChange={(choice) => {
        if (choice === null) return;
        forgetTexts(page);
        const { turnTo, update } = workspace.getState();
        turnTo(choice.experiment);
        // What follows from networks that are there is computed at once; training is asked for.
        update();
      }}
    >
      <Select.Trigger className="word" aria-label={`${word.name}: ${word.text}`}>
        {word.text}
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner
          className="layer"
          sideOffset={4}
          align="start"
          alignItemWithTrigger={false}
        >
          <Select.Popup className="popup options">
            <Select.List>
              {open &&
                word.choices.map((choice) => (
                  <Option key={choice.label} choice={choice} chosen={choice === chosen} />
                ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}

interface OptionProps {
  readonly choice: WordChoice;
  readonly chosen: boolean;
}

function Option({ choice, chosen }: OptionProps) {
  const tasks = useWorkspace((state) => state.tasks);
  const engine = useSession((state) => state.engine);
  return (
    <Select.Item value={choice} className="option word-option">
      <Select.ItemIndicator className="option-check" keepMounted>
        <Icon name="check" />
      </Select.ItemIndicator>
      <span className="word-choice">
        <Select.ItemText>{choice.label}</Select.ItemText>
        <span className="hint">{choice.note}</span>
      </span>
      <span className="word-price quiet">
        {chosen ? '' : priceText(choice.experiment, tasks, engine)}
      </span>
    </Select.Item>
  );
}

const isSame = (one: Experiment, other: Experiment) =>
  one === other || sameResults(planOfExperiment(one), planOfExperiment(other));
