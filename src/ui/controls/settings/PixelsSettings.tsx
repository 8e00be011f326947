/** How the pixels of the dataset are scaled. */
import { useState } from 'react';
import { entryOf } from '../../../data/named';
import { USUAL_NORMALIZATIONS } from '../../../data/normalization';
import { useWorkspace } from '../../context';
import { eachChannel, PIXELS, pixelsText, pixelsWord } from '../../pixels';
import { ChoiceLine } from '../ChoiceSetting';
import { TextSetting } from '../Setting';

const COLOURS = ['Red', 'Green', 'Blue'];

export function PixelsSettings() {
  const dataset = useWorkspace(({ experiment }) => experiment.dataset);
  const points = useWorkspace(({ experiment }) => experiment.points);
  const own = useWorkspace(({ experiment }) => experiment.own);
  const normalization = useWorkspace(({ experiment }) => experiment.normalization);
  /** Fields stay while what is typed into them happens to be a usual way. */
  const [typing, setTyping] = useState(false);
  const typed = normalization !== null && (typing || pixelsWord(normalization) === 'own');
  const pixels = { dataset, points, own, normalization };
  const { channels } = entryOf(pixels);
  return (
    <>
      <ChoiceLine
        label="Pixels"
        path="normalization"
        value={typed ? 'own' : pixelsWord(normalization)}
        options={PIXELS}
        write={(word) => {
          setTyping(word === 'own');
          return [
            'normalization',
            word === 'own' ? eachChannel(pixels) : USUAL_NORMALIZATIONS[word].setting,
          ];
        }}
        wide
      />
      {typed &&
        normalization.map((_, channel) => (
          <ChannelFields
            key={channel}
            path={`normalization.${channel}`}
            name={channelName(normalization.length, channels, channel)}
          />
        ))}
      {!typed && <p className="hint">{`${pixelsText(pixels)}, of pixels from 0 to 1.`}</p>}
    </>
  );
}

/** Precedes the names of its fields. */
function channelName(fields: number, channels: number, channel: number): string {
  if (fields === 1) return '';
  return `${channels === COLOURS.length ? (COLOURS[channel] ?? '') : `Channel ${channel + 1}`}, `;
}

function ChannelFields({ path, name }: { readonly path: string; readonly name: string }) {
  const label = (what: string) =>
    name === '' ? what : `${name}${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  return (
    <>
      <TextSetting section="data" path={`${path}.mean`} label={label('Mean')} />
      <TextSetting
        section="data"
        path={`${path}.standardDeviation`}
        label={label('Standard deviation')}
      />
    </>
  );
}
