/** What each tool lays over the plane, and what it shows in place of the chart. To add one: its name in `pipeline/view.ts`. */
import type { ComponentType } from 'react';
import type { PlaneTool } from '../../pipeline/view';
import type { Viewport } from '../draw/viewport';
import '../styles/tools.css';
import { CurvePanel } from './CurvePanel';
import { CurveTool } from './CurveTool';
import { PathPanel } from './PathPanel';
import { PathTool } from './PathTool';

interface Tool {
  /** Over the plane's picture, a square of `side` pixels. */
  readonly Over: ComponentType<{ readonly viewport: Viewport; readonly side: number }>;
  readonly Panel: ComponentType;
}

export const TOOLS: Readonly<Record<Exclude<PlaneTool, 'none'>, Tool>> = {
  path: { Over: PathTool, Panel: PathPanel },
  curve: { Over: CurveTool, Panel: CurvePanel },
};
