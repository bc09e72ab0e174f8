/**
 * What `terraform fmt` would change of a text's lines, found slowly and by itself: indentation, columns of equals signs and of
 * comments, blanks at the ends of lines, and line breaks between blocks at the top. Blanks within expressions are not looked at.
 */

interface Line {
	readonly number: number;
	/** Without indentation and line break; a heredoc's lines count as one, by its first. */
	readonly text: string;
	readonly indent: string;
	/** Where the comment begins that ends it, and where its first equals sign stands, if it is one of an assignment. */
	readonly comment: number | undefined;
	readonly equals: number | undefined;
	/** Brackets that it opens (or, below zero, closes). */
	readonly net: number;
	/** It begins within a comment or a text of several lines. */
	readonly inside: boolean;
}

/** Of each fault the line, from one, and what is wrong. */
export function faults(source: string): string[] {
	const found: string[] = [];
	const lines = linesOf(source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'), found);
	checkIndentation(lines, found);
	checkColumns(lines, found);
	checkTop(lines, found);
	return found;
}

function linesOf(source: string, found: string[]): Line[] {
	const lines: Line[] = [];
	let at = 0;
	let number = 0;
	let comment = false;
	while (at < source.length) {
		number++;
		const end = source.indexOf('\n', at) < 0 ? source.length : source.indexOf('\n', at);
		const whole = source.slice(at, end);
		const indent = /^[ \t]*/.exec(whole)![0];
		const text = whole.slice(indent.length);
		if (/[ \t]$/.test(whole)) found.push(`${number}: blanks at the end`);
		at = end + 1;
		const inside = comment;
		const scan = scanned(text, comment);
		comment = scan.open;
		lines.push({ number, text, indent, inside, comment: inside ? undefined : scan.comment, equals: inside ? undefined : scan.equals, net: scan.net });
		if (scan.heredoc === undefined) continue;
		for (;;) {
			if (at >= source.length) return lines;
			const stop = source.indexOf('\n', at) < 0 ? source.length : source.indexOf('\n', at);
			const last = source.slice(at, stop).trim() === scan.heredoc;
			number++;
			// What stands behind the end mark is the rest of the line that the heredoc is in.
			at = stop + 1;
			if (last) break;
		}
	}
	return lines;
}

function scanned(text: string, within: boolean): { comment?: number; equals?: number; net: number; open: boolean; heredoc?: string } {
	let net = 0;
	let equals: number | undefined;
	let before = 0;
	let depth = 0;
	let at = 0;
	if (within) {
		const end = text.indexOf('*/');
		if (end < 0) return { net, open: true };
		at = end + 2;
	}
	/** Of texts in quotes and of the interpolations in them. */
	const quotes: ('text' | number)[] = [];
	for (; at < text.length; at++) {
		const here = text[at]!;
		if (quotes.at(-1) === 'text') {
			if (here === '\\') at++;
			else if (here === '"') quotes.pop();
			else if ((here === '$' || here === '%') && text[at + 1] === '{' && text[at - 1] !== here) {
				quotes.push(depth);
				at++;
			}
			continue;
		}
		if (here === '"') quotes.push('text');
		else if (here === '}' && quotes.length > 0 && quotes.at(-1) === depth) quotes.pop();
		else if (here === '#' || text.startsWith('//', at)) return { ...whole(), comment: at };
		else if (text.startsWith('/*', at)) {
			const end = text.indexOf('*/', at + 2);
			if (end < 0) return { ...whole(), open: true };
			at = end + 1;
		} else if ('{[('.includes(here)) {
			net++;
			depth++;
		} else if ('}])'.includes(here)) {
			net--;
			depth--;
		} else if (here === '=' && at > 0 && !/[=!<>]/.test(text[at - 1]!) && !/[=>]/.test(text[at + 1] ?? '') && equals === undefined) {
			equals = at;
			before = net;
		} else if (text.startsWith('<<', at)) {
			const heredoc = /^<<-?([A-Za-z_][\w-]*)\s*$/.exec(text.slice(at))?.[1];
			if (heredoc) return { ...whole(), heredoc };
		}
	}
	return whole();
	function whole() {
		return { net, open: false, ...(equals !== undefined && net === before && { equals }) };
	}
}

function checkIndentation(lines: readonly Line[], found: string[]): void {
	const opened: number[] = [];
	for (const { number, text, indent, net, inside } of lines) {
		if (net < 0) {
			for (let left = -net; left > 0 && opened.length > 0;) {
				const top = opened.pop()!;
				if (top > left) opened.push(top - left);
				left -= Math.min(top, left);
			}
		}
		if (!inside && text !== '' && indent !== '  '.repeat(opened.length)) found.push(`${number}: indentation`);
		if (net > 0) opened.push(net);
	}
}

/** Columns as a reader counts them. */
function width(text: string): number {
	return [...new Intl.Segmenter().segment(text)].length;
}

function checkColumns(lines: readonly Line[], found: string[]): void {
	const groups = (has: (line: Line) => boolean) => {
		const all: Line[][] = [];
		for (const [index, line] of lines.entries()) {
			if (!has(line)) continue;
			if (index > 0 && has(lines[index - 1]!)) all.at(-1)!.push(line);
			else all.push([line]);
		}
		return all;
	};
	for (const group of groups(line => line.equals !== undefined)) {
		const longest = Math.max(...group.map(line => width(line.text.slice(0, line.equals).trimEnd())));
		for (const { number, text, equals } of group) if (width(text.slice(0, equals)) !== longest + 1) found.push(`${number}: equals sign`);
	}
	for (const group of groups(line => line.comment !== undefined && line.comment > 0)) {
		const content = (line: Line) => (line.equals === undefined
			? width(line.text.slice(0, line.comment).trimEnd())
			: width(line.text.slice(0, line.equals)) + width(line.text.slice(line.equals, line.comment).trimEnd()));
		const longest = Math.max(...group.map(content));
		for (const line of group) if (width(line.text.slice(0, line.comment)) !== longest + 1) found.push(`${line.number}: comment`);
	}
}

/** One blank line between blocks at the top. */
function checkTop(lines: readonly Line[], found: string[]): void {
	for (const [index, line] of lines.entries()) {
		if (line.inside || line.indent !== '' || !/^\w[^=]*\{/.test(line.text)) continue;
		let above = index - 1;
		while (above >= 0 && /^(#|\/\/|\/\*)/.test(lines[above]!.text)) above--;
		if (above >= 0 && lines[above]!.text !== '') found.push(`${line.number}: no blank line above`);
		if (above > 0 && lines[above]!.text === '' && lines[above - 1]!.text === '') found.push(`${line.number}: two blank lines above`);
	}
}
