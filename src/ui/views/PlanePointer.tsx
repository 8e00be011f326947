/** What the pointer does on the plane: it reads values, or it is a tool. */
import type { PlaneTool } from '../../pipeline/view';
import { LazyPart } from '../LazyPart';
import { TOOLS } from '../parts';
import { PlaneCursor, type PlaneCursorProps } from './PlaneCursor';

interface PlanePointerProps extends PlaneCursorProps {
  readonly tool: PlaneTool;
}

export function PlanePointer({ tool, ...props }: PlanePointerProps) {
  if (tool === 'none') return <PlaneCursor {...props} />;
  const { viewport, side } = props;
  return (
    <LazyPart part={TOOLS} of="The tool" waiting={null}>
      {(tools) => {
        const { Over } = tools.TOOLS[tool];
        return <Over viewport={viewport} side={side} />;
      }}
    </LazyPart>
  );
}
