/** A picture and its numbers as files. */
import { memo, useState, type RefObject } from 'react';
import type { Recipe } from '../../pipeline/state';
import { wordsOf } from '../../store/failure';
import { Icon } from '../controls/Icon';
import { PopupButton } from '../controls/PopupButton';
import { download } from '../document/download';
import { LazyPart, partOf } from '../LazyPart';
import type { Table } from './table';

/** Draws and writes: fetched once somebody exports. */
const FILES = partOf(() => import('./files'));
type Files = Awaited<ReturnType<typeof FILES.get>>;

interface ExportButtonProps {
  /** Begins the names of its files: `plane`. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly recipe: Recipe;
  /** The picture as it stands on the page, and the sentence above it. */
  readonly body: RefObject<HTMLElement | null>;
  readonly sentence: RefObject<HTMLElement | null>;
  /** The numbers behind it. */
  readonly exportable: () => readonly Table[];
}

export const ExportButton = memo(function ExportButton(props: ExportButtonProps) {
  return (
    <PopupButton className="text-button" face="Export" title={`Export “${props.title}”`}>
      <LazyPart part={FILES} of="Export" waiting={<p className="hint">One moment</p>}>
        {(files) => <Choices {...props} files={files} />}
      </LazyPart>
    </PopupButton>
  );
});

function Choices(props: ExportButtonProps & { readonly files: Files }) {
  const { name, title, source, recipe, body, sentence, exportable, files } = props;
  const [failed, setFailed] = useState<string | null>(null);
  const [tables] = useState(exportable);
  const base = `isthmus-${name}`;
  const saving = (make: () => Promise<void> | void) => () => {
    setFailed(null);
    // A promise in any case, so that what fails at once is said, too.
    Promise.resolve()
      .then(make)
      .catch((error: unknown) => setFailed(wordsOf(error)));
  };
  const picture = () => {
    if (body.current === null) throw new RangeError('Expected the picture on the page, got none.');
    const said = sentence.current?.textContent ?? '';
    return files.svgOf(body.current, { title, sentence: said, source, recipe });
  };
  return (
    <>
      <div className="export-choices">
        <Choice
          label="PNG"
          onChoose={saving(async () => download(`${base}.png`, await files.pngOf(picture())))}
        />
        <Choice
          label="SVG"
          onChoose={saving(() =>
            saveText(`${base}.svg`, files.svgText(picture()), 'image/svg+xml'),
          )}
        />
        {tables.map((table) => (
          <Choice
            key={table.name}
            label={tables.length === 1 ? 'CSV' : `CSV of ${table.name}`}
            onChoose={saving(() =>
              saveText(`${base}-${table.name}.csv`, files.csvText(table), 'text/csv'),
            )}
          />
        ))}
        <Choice
          label="JSON"
          onChoose={saving(() => download(`${base}.json`, files.jsonText(title, recipe, tables)))}
        />
      </div>
      {failed !== null && (
        <p className="failure" role="alert">
          {failed}
        </p>
      )}
      <p className="hint">
        The picture as it is here, with what it was made with as its caption; its numbers in full.
        Weights are under Save.
      </p>
    </>
  );
}

const saveText = (name: string, text: string, type: string) =>
  download(name, new Blob([text], { type }));

interface ChoiceProps {
  readonly label: string;
  readonly onChoose: () => void;
}

const Choice = ({ label, onChoose }: ChoiceProps) => (
  <button type="button" className="button small" onClick={onChoose}>
    <Icon name="download" />
    {label}
  </button>
);
