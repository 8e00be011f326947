/** Words whose terms are explained on hover, tap or Enter; all share one card, {@link Explanation}. */
import { Popover } from '@base-ui/react/popover';
import { Children, Fragment, isValidElement, type ReactNode } from 'react';
import { marked } from './marked';
import type { ExplainedProps } from './Explained';
import type { Term } from './terms';

const explanation = Popover.createHandle<Term>();

export function ExplainedTerms({ children, label = false }: ExplainedProps) {
  return explained(children, label, new Set());
}

function explained(node: ReactNode, label: boolean, seen: Set<Term>): ReactNode {
  if (typeof node === 'string')
    return marked(node, seen).map(({ text, term }, i) =>
      term === null ? (
        <Fragment key={i}>{text}</Fragment>
      ) : (
        <Popover.Trigger
          key={i}
          handle={explanation}
          payload={term}
          openOnHover
          delay={300}
          className="term"
          {...(label ? { tabIndex: -1 } : {})}
        >
          {text}
        </Popover.Trigger>
      ),
    );
  if (isValidElement<{ readonly children?: ReactNode }>(node) && node.type === Fragment)
    return Children.map(node.props.children, (child) => explained(child, label, seen));
  return node;
}

/** Once a page. */
export function Explanation() {
  return (
    <Popover.Root handle={explanation}>
      {({ payload }) => (
        <Popover.Portal>
          <Popover.Positioner className="layer" sideOffset={4}>
            <Popover.Popup className="popup card explanation">
              <Popover.Title className="card-title">{payload?.word}</Popover.Title>
              <Popover.Description>{payload?.text}</Popover.Description>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      )}
    </Popover.Root>
  );
}
