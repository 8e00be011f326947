/** The few small drawings on buttons; decoration, so silent to screen readers. */
const PATHS = {
  chevron: 'M4.5 6.25 8 9.75l3.5-3.5',
  check: 'M3.5 8.5l3 3 6-7',
  plus: 'M8 3.5v9M3.5 8h9',
  close: 'M4 4l8 8M12 4l-8 8',
  sun: 'M8 5.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5ZM8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13 9.4A5.4 5.4 0 0 1 6.6 3a5.4 5.4 0 1 0 6.4 6.4Z',
  system: 'M2.25 3.25h11.5v7.5H2.25zM5.75 13.25h4.5M8 10.75v2.5',
  undo: 'M3 6.5h6.5a3.25 3.25 0 0 1 0 6.5H6M5.75 3.5 3 6.5l2.75 3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  download: 'M8 2.5v7.5M4.75 7 8 10.25 11.25 7M3 13.25h10',
  play: 'M5 3.25v9.5L12.5 8z',
  pause: 'M5.25 3.5v9M10.75 3.5v9',
  copy: 'M5.5 5.5V3h7.5v7.5h-2.5M3 5.5h7.5V13H3z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
