/** Bytes of files as text, for all who read files: this computer's, the editor's, Git's. */
import type { FileContent } from './workspace.ts';

/** Larger files are no designs, and reading them would stall everything else. */
export const MAX_BYTES = 20 * 1024 * 1024;
export const TOO_LARGE: FileContent = { unreadable: 'is larger than 20 MB' };

/** Where a zero byte in the first so many says that a file is not text. */
const PROBE_BYTES = 8192;

/** Text from bytes: UTF-8 with its byte order mark kept, so that offsets are those of an editor that keeps it. */
export function decode(bytes: Uint8Array): FileContent {
	if (bytes.length > MAX_BYTES) return TOO_LARGE;
	if (bytes.subarray(0, PROBE_BYTES).includes(0)) return { unreadable: 'is binary' };
	return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}
