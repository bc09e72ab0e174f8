/** Marker lines: what must be found where, written under the text. See test/rules/README.md. */

/** Lines and columns from 0; the end is exclusive. */
export interface Span {
	readonly line: number;
	readonly start: number;
	/** On the same line; undefined for a span that ends on a later one. */
	readonly end: number | undefined;
}

export interface Marker extends Span {
	readonly rule: string;
	readonly fix: boolean;
	readonly severity?: string;
	/** A part of the message. */
	readonly message?: string;
}

export interface Marked {
	/** Without the marker lines. */
	readonly text: string;
	readonly markers: readonly Marker[];
}

export function readMarkers(text: string): Marked {
	const kept: string[] = [];
	const markers: Marker[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		if (!/^\s*(#|\/\/)<?\s*\^/.test(line)) {
			kept.push(line);
			continue;
		}
		if (kept.length === 0) throw new Error('a marker stands above all text');
		const open = line.indexOf('<') >= 0 && /^\s*(#|\/\/)</.test(line);
		const groups = [...line.matchAll(/(\^+)(\.\.\.|…)?([^^]*)/g)];
		for (const [number, [, carets, onward, rest]] of groups.entries()) {
			const at = groups[number]!.index;
			const span = { line: kept.length - 1, start: open && number === 0 ? 0 : at, end: onward ? undefined : at + carets!.length };
			markers.push(...found(rest!, index).map(one => ({ ...span, ...one })));
		}
	}
	return { text: kept.join('\n'), markers };
}

const ENTRY = /^\s*([a-z0-9-]+(?:\/[a-z0-9-]+)?)((?:\s+(?:💡|error\b|warning\b|information\b|hint\b|"[^"]*"))*)\s*(?:,|$)/u;

function found(text: string, line: number): Pick<Marker, 'rule' | 'fix' | 'severity' | 'message'>[] {
	const list = [];
	for (let rest = text.trim(); rest !== '';) {
		const match = ENTRY.exec(rest);
		if (!match) throw new Error(`line ${line + 1}: cannot read the marker at: ${rest}`);
		const [whole, rule, details] = match;
		const message = /"([^"]*)"/.exec(details!)?.[1];
		const severity = /\b(error|warning|information|hint)\b/.exec(details!.replace(/"[^"]*"/, ''))?.[1];
		list.push({ rule: rule!, fix: details!.includes('💡'), ...(severity && { severity }), ...(message !== undefined && { message }) });
		rest = rest.slice(whole!.length).trim();
	}
	if (list.length === 0) throw new Error(`line ${line + 1}: the marker names no rule`);
	return list;
}

/** The text with marker lines under it, for messages: what {@link readMarkers} would read. */
export function annotate(text: string, markers: readonly Marker[]): string {
	return text.split('\n').flatMap((line, index) => [
		line,
		...markers.filter(one => one.line === index).sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : 1)).map(one => markerLine(one, line.length)),
	]).join('\n');
}

function markerLine({ start, end, rule, fix, severity, message }: Marker, length: number): string {
	const details = [rule, ...(fix ? ['💡'] : []), ...(severity ? [severity] : []), ...(message === undefined ? [] : [`"${message}"`])].join(' ');
	const to = end ?? Math.max(length, start + 1);
	const carets = (from: number) => '^'.repeat(Math.max(to - from, 1)) + (end === undefined ? '...' : '');
	return (start === 0 ? `#<${carets(2)}` : `#${' '.repeat(start - 1)}${carets(start)}`) + ` ${details}`;
}
