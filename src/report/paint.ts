import {styleText} from 'node:util';

export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';
export type Paint = (style: Style, text: string) => string;

/** Colours for a terminal; plain text for anything else, and where NO_COLOR asks for it. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  // styleText itself knows NO_COLOR, FORCE_COLOR and whether the stream is a terminal.
  return (style, text) => styleText(style, text, {stream});
}
