/** All that is needed once somebody exports. */
export { pngOf, svgOf, svgText } from './picture';
export { csvText, jsonText } from './table';
