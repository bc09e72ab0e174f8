/** Short Markdown out of pages and of text that strangers wrote. */

/** In characters: about as much as is read in passing. */
const MAX_LENGTH = 320;

/** The section *Why it matters* of a rule's page: its first paragraphs, as many as a hover bears. */
export function whyItMatters(page: string): string | undefined {
	const section = /^## Why it matters[ \t]*\r?\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(page)?.[1]?.trim();
	if (!section) return undefined;
	const [first = '', ...rest] = section.split(/\r?\n[ \t]*\r?\n/);
	let text = first;
	for (const paragraph of rest) {
		if (text.length + paragraph.length > MAX_LENGTH) break;
		text += `\n\n${paragraph}`;
	}
	return withoutRelativeLinks(text);
}

/** The text up to the end of its first sentence; the whole where no end is found. */
export function firstSentence(text: string): string {
	return /^[\s\S]*?[.!?](?=\s+[A-Z*_`])/.exec(text)?.[0] ?? text;
}

/** A page's links to its neighbours lead nowhere outside the documentation. */
function withoutRelativeLinks(text: string): string {
	return text.replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1');
}

/** Text that says itself, whatever it contains. */
export function plain(text: string): string {
	return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-!|<>~&]/g, '\\$&');
}

/** The text as a code span. */
export function code(text: string): string {
	const line = text.replace(/\s+/g, ' ');
	const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(match => match[0].length));
	const fence = '`'.repeat(longest + 1);
	const pad = longest > 0 ? ' ' : '';
	return `${fence}${pad}${line}${pad}${fence}`;
}

/** A destination within `[…](…)`. */
export function destination(uri: string): string {
	return uri.replace(/[\s<>()\\]/g, character => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}
