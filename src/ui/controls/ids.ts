/** DOM ids of fields, so that they can be focused from afar. */

/** Of the input of a setting. */
export const settingId = (path: string): string => `setting-${path.replaceAll('.', '-')}`;

/** Of the input that takes the files of a dataset. */
export const FILES_ID = 'dataset-files';
