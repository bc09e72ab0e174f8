/**
 * Where `terraform fmt` puts the equals signs and comments of consecutive lines. It knows rows of names and values, not where they
 * stand: arguments of a body and entries of an object look alike to it.
 */

/** One argument or entry. */
export interface Row {
	readonly name: string;
	/** What stands behind the equals sign, with the comma where there is one. */
	readonly value: string;
	/** A comment at the end of the line, with its mark. */
	readonly comment?: string;
}

/** Blanks before the equals sign, and before the comment. */
export interface Padding {
	readonly equals: number;
	readonly comment: number;
}

/** A value that is opened on one line and closed on another is not aligned; a heredoc is. */
export function isAligned(value: string): boolean {
	return !value.includes('\n') || /^<<-?[A-Za-z_]/.test(value);
}

/** Of a run: consecutive lines, each an argument {@link isAligned}. */
export function paddings(run: readonly Row[]): Padding[] {
	const longest = Math.max(0, ...run.map(row => widthOf(row.name)));
	const equals = run.map(row => longest - widthOf(row.name) + 1);
	const widths = run.map(row => widthOf(row.value));
	const comments = run.map(() => 1);
	for (let from = 0; from < run.length; from++) {
		let end = from;
		while (end < run.length && run[end]!.comment !== undefined) end++;
		const widest = Math.max(...widths.slice(from, end));
		for (let at = from; at < end; at++) comments[at] = widest - widths[at]! + 1;
		from = Math.max(from, end);
	}
	return run.map((_, index) => ({ equals: equals[index]!, comment: comments[index]! }));
}

/** The rows as lines, without indentation; values of several lines keep theirs. */
export function formatRows(rows: readonly Row[]): string[] {
	return runsOf(rows, ({ value }) => isAligned(value)).flatMap(run => {
		const found = paddings(run);
		return run.map((row, index) => {
			const { equals, comment } = found[index]!;
			return `${row.name}${' '.repeat(equals)}= ${row.value}${row.comment === undefined ? '' : ' '.repeat(comment) + row.comment}`;
		});
	});
}

/** Cuts a list so that each item that does not join its neighbours is alone. */
export function runsOf<T>(items: readonly T[], joins: (item: T, before: T | undefined) => boolean): T[][] {
	const runs: T[][] = [];
	let open = false;
	for (const [index, item] of items.entries()) {
		const alone = !joins(item, undefined);
		if (open && !alone && joins(item, items[index - 1])) runs.at(-1)!.push(item);
		else runs.push([item]);
		open = !alone;
	}
	return runs;
}

/** Columns as Terraform counts them: characters as a reader sees them. */
export function widthOf(text: string): number {
	return /^[ -~]*$/.test(text) ? text.length : [...new Intl.Segmenter().segment(text)].length;
}
