/** A network of three units to shuffle, and what comes of its average with itself. */
import { useId, useState } from 'react';
import type { Permutation } from '../../../model/permutation';
import { averageWith, computed, exchanged, inOrder, meanName, nameOf } from './threeUnits';
import { UnitsGraph } from './UnitsGraph';
import { UnitsPicture, type DrawnUnit } from './UnitsPicture';
import { signedText } from './unitsText';

const OWN: Permutation = Uint32Array.of(0, 1, 2);
/** A, B and C on one line. */
const OWN_NAMES = [...OWN].map(nameOf).join('\u00a0');
const TURNED: Permutation = Uint32Array.of(2, 1, 0);

interface ThreeUnitsProps {
  readonly average: boolean;
  /** Called once its units were moved. */
  readonly onMoved: () => void;
}

export function ThreeUnits({ average, onMoved }: ThreeUnitsProps) {
  const id = useId();
  const [order, setOrder] = useState(OWN);
  const [x, setX] = useState(-0.5);
  const shuffled = inOrder(order);
  const mean = averageWith(order);
  const places = [...order];
  const move = (to: Permutation) => {
    setOrder(to);
    onMoved();
  };
  const isOwn = order.every((unit, place) => unit === place);
  const names = places.map(nameOf).join('\u00a0');
  const { units, y } = computed(shuffled, x);
  const drawn = units.map((unit, place): DrawnUnit => {
    const number = places[place] ?? place;
    return { ...unit, id: number, name: nameOf(number) };
  });
  const own = computed(inOrder(OWN), x).y;
  const between = computed(mean, x);
  const said = `The order ${names}: y is ${signedText(y)}${isOwn ? '' : y === own ? `, as in the order ${OWN_NAMES}` : ', other than before'}.`;
  return (
    <div className="units">
      <UnitsPicture
        label={`A network of one input x, the units ${names}, and one output y.`}
        units={drawn}
        x={x}
        y={y}
        onExchange={(place) => move(exchanged(order, place))}
      />
      <div className="units-moves">
        {[0, 1].map((place) => (
          <button
            key={place}
            type="button"
            className="button small"
            onClick={() => move(exchanged(order, place))}
          >
            Exchange {nameOf(places[place] ?? 0)} and {nameOf(places[place + 1] ?? 0)}
          </button>
        ))}
        <button type="button" className="button small" onClick={() => move(isOwn ? TURNED : OWN)}>
          {isOwn ? 'Turn to C B A' : 'Back to A B C'}
        </button>
      </div>
      <label className="units-input" htmlFor={id}>
        x
        <input
          id={id}
          type="range"
          min={-1}
          max={1}
          step={0.125}
          value={x}
          aria-valuetext={signedText(x)}
          onChange={({ target }) => setX(target.valueAsNumber)}
        />
        <output>{signedText(x)}</output>
      </label>
      {average && (
        <>
          <p className="quiet">Its mean with {OWN_NAMES}, weight by weight:</p>
          <UnitsPicture
            label="Its average with itself in the order A B C."
            units={between.units.map((unit, place) => ({
              ...unit,
              id: place,
              name: meanName(place, places[place] ?? place),
            }))}
            x={x}
            y={between.y}
          />
        </>
      )}
      <p role="status">
        {said}
        {average &&
          ` Its average with itself in the order ${OWN_NAMES}: y is ${signedText(between.y)}.`}
      </p>
      <UnitsGraph
        label={`y for every x from −1 to 1.${average ? ' The dashed line is that of the average.' : ''}`}
        own={(at) => computed(shuffled, at).y}
        average={average ? (at) => computed(mean, at).y : null}
        x={x}
      />
      {average && (
        <p className="quiet units-key">
          <span data-line="own">the network, in any order</span>
          <span data-line="average">its average with itself</span>
        </p>
      )}
    </div>
  );
}
