/**
 * Text of designs made safe to show on a terminal: designs are data, and a control character or a change of direction in them
 * must neither command the terminal nor rearrange what the reader sees.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

export function visible(text: string): string {
	return text.replace(UNSAFE, character => {
		const code = character.charCodeAt(0);
		if (code < 0x20) return String.fromCharCode(0x2400 + code);
		return code === 0x7f ? '\u2421' : '\ufffd';
	});
}

const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NARROWEST = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many cells of a terminal a character takes. */
export function cellsOf(character: string): number {
	if (character < '\u0300') return 1;
	if (NARROWEST.test(character)) return 0;
	return WIDE.test(character) ? 2 : 1;
}
