/** Lines and columns of one text, counted from 1; columns count UTF-16 units, as editors do. Offsets live everywhere else. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

export class Lines {
	private readonly starts: readonly number[];

	constructor(readonly text: string) {
		const starts = [0];
		for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
		this.starts = starts;
	}

	/** The place of an offset; one beyond the text is the end of the text. */
	position(offset: number): Position {
		const bounded = Math.max(0, Math.min(offset, this.text.length));
		let low = 0;
		let high = this.starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.starts[middle]! <= bounded) low = middle;
			else high = middle - 1;
		}
		return { line: low + 1, column: bounded - this.starts[low]! + 1 };
	}

	/** The text of a line without its end; empty for a line that is not there. */
	line(number: number): string {
		const start = this.starts[number - 1];
		if (start === undefined) return '';
		return this.text.slice(start, this.starts[number] ?? this.text.length).replace(/\r\n$|[\r\n]$/, '');
	}
}
