/** What comes after the first script. */
import { partOf } from './LazyPart';

/** What opens beside buttons. */
export const POPUP = partOf(() => import('./controls/Popup'));
export const ENGINE_CHOICE = partOf(() => import('./controls/EngineChoices'));
/** Lines of equal loss. */
export const CONTOURS = partOf(() => import('./draw/contours'));
/** How A becomes pi(A). */
export const ALIGNMENT = partOf(() => import('./views/AlignmentMotion'));
export const PLANE_PLACE = partOf(() => import('./views/PlanePlace'));
export const CHOICE = partOf(() => import('./controls/Choice'));
export const RECIPE = partOf(() => import('./controls/RecipeLines'));
export const EXPLAINED = partOf(() => import('./glossary/ExplainedTerms'));
export const TERMS_LIST = partOf(() => import('./glossary/terms'));
export const LAB = partOf(() => import('./lab/Lab'));
export const TABS = partOf(() => import('./tabs/StageTabs'));
export const SENTENCE = partOf(() => import('./explorer/ChangeSentence'));
export const DRAWER = partOf(() => import('./explorer/ChangeDrawer'));
export const ASK_NETWORKS = partOf(() => import('./document/AskNetworks'));
/** Tells files by what they hold. */
export const DROPPED = partOf(() => import('../store/dropped'));
export const LEARNING_CHARTS = partOf(() => import('./views/LearningCharts'));
export const LEARN = partOf(() => import('./learn/Learn'));
export const GALLERY = partOf(() => import('./gallery/Gallery'));
export const BOUNDARY = partOf(() => import('./views/BoundaryView'));
export const FINDINGS = partOf(() => import('./gallery/Findings'));
/** What networks say of images. */
export const STRIP = partOf(() => import('./sees/ImageStrip'));
export const SHARE = partOf(() => import('./share/ShareCard'));
/** What can be done on the plane instead of reading it. */
export const TOOLS = partOf(() => import('./tools/tools'));
/** Before a room, and in a frame. */
export const FORMS = partOf(() => import('./OtherForm'));
