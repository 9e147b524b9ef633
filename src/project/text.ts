/** Text of a file in UTF-8, or UTF-16 with its mark as Windows shells write it; null for anything binary. */
export function decode(content: Buffer): string | null {
  const text = decodeUtf16(content) ?? content.toString('utf8').replace(/^\uFEFF/, '');
  return text.includes('\0') ? null : text;
}

function decodeUtf16(content: Buffer): string | null {
  if (content[0] === 0xff && content[1] === 0xfe) return content.subarray(2).toString('utf16le');
  if (content[0] !== 0xfe || content[1] !== 0xff || content.length % 2 === 1) return null;
  return Buffer.from(content.subarray(2)).swap16().toString('utf16le');
}
