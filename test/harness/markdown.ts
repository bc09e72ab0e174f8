/** Markdown as the cases use it: headings and fenced blocks, with the lines that they stand on. Nothing else is understood. */

export interface Fence {
	/** Headings above it, the outermost first; the file's title (`#`) is not among them. */
	readonly headings: readonly string[];
	/** `yaml`, `json`, `hcl`, … */
	readonly language: string;
	/** The bare words of the info string after the language. */
	readonly words: readonly string[];
	/** `path=x`, `title="a b"`. */
	readonly options: Readonly<Record<string, string>>;
	readonly text: string;
	/** Line of the opening fence, counted from 0. The text begins on the next. */
	readonly line: number;
	/** Line of the closing fence. */
	readonly end: number;
}

export interface Page {
	readonly fences: readonly Fence[];
	/** Second-level headings in order. */
	readonly sections: readonly string[];
}

export function parsePage(text: string): Page {
	const lines = text.split(/\r?\n/);
	const fences: Fence[] = [];
	const sections: string[] = [];
	const headings: string[] = [];
	for (let line = 0; line < lines.length; line++) {
		const heading = /^(#{1,6})\s+(.*)$/.exec(lines[line]!);
		const open = /^(`{3,})(\S+)\s*(.*)$/.exec(lines[line]!);
		if (heading) {
			const depth = heading[1]!.length - 2;
			if (depth >= 0) headings.splice(depth, Infinity, heading[2]!.trim());
			if (depth === 0) sections.push(heading[2]!.trim());
		} else if (open) {
			const end = lines.findIndex((one, index) => index > line && one.trimEnd() === open[1]);
			if (end < 0) throw new Error(`the block on line ${line + 1} has no end`);
			fences.push({ headings: headings.filter(Boolean), language: open[2]!, ...info(open[3]!), text: lines.slice(line + 1, end).map(one => `${one}\n`).join(''), line, end });
			line = end;
		}
	}
	return { fences, sections };
}

function info(text: string): Pick<Fence, 'words' | 'options'> {
	const words: string[] = [];
	const options: Record<string, string> = {};
	for (const [, key, quoted, bare, word] of text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))|(\S+)/g)) {
		if (key) options[key] = quoted ?? bare!;
		else words.push(word!);
	}
	return { words, options };
}

/** Replaces the texts of fences, and inserts new blocks behind lines; `edits` name lines of the text as it is. */
export function rewrite(text: string, edits: readonly { readonly fence: Fence; readonly text: string }[], insertions: readonly { readonly behind: Fence; readonly block: string }[]): string {
	const newline = text.includes('\r\n') ? '\r\n' : '\n';
	const lines = text.split(/\r?\n/);
	const content = (block: string) => block.replace(/\n$/, '').split('\n');
	const steps = [
		...edits.map(one => ({ at: one.fence.line + 1, remove: one.fence.end - one.fence.line - 1, lines: one.text === '' ? [] : content(one.text) })),
		...insertions.map(one => ({ at: one.behind.end + 1, remove: 0, lines: content(one.block) })),
	];
	for (const step of steps.sort((a, b) => b.at - a.at)) lines.splice(step.at, step.remove, ...step.lines);
	return lines.join(newline);
}
