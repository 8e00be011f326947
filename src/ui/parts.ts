/** What comes after the first script. */
import { partOf } from './LazyPart';

export const LAB = partOf(() => import('./lab/Lab'));
export const TABS = partOf(() => import('./tabs/StageTabs'));
export const SENTENCE = partOf(() => import('./explorer/ChangeSentence'));
export const DRAWER = partOf(() => import('./explorer/ChangeDrawer'));
export const ASK_NETWORKS = partOf(() => import('./document/AskNetworks'));
/** Tells files by what they hold. */
export const DROPPED = partOf(() => import('../store/dropped'));
export const LEARNING_CHARTS = partOf(() => import('./views/LearningCharts'));
export const GALLERY = partOf(() => import('./gallery/Gallery'));
export const BOUNDARY = partOf(() => import('./views/BoundaryView'));
export const FINDINGS = partOf(() => import('./gallery/Findings'));
/** What networks say of images. */
export const STRIP = partOf(() => import('./sees/ImageStrip'));
