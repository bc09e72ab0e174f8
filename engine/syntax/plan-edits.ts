/** Edits while they are planned: how deep the changed place lies decides the order of insertions at one offset. */
import type { TextEdit } from './tree.ts';

export class PlannedEdits {
	private readonly edits: { start: number; end: number; newText: string; depth: number }[] = [];

	add(start: number, end: number, newText: string, depth: number): void {
		if (start !== end || newText !== '') this.edits.push({ start, end, newText, depth });
	}

	/** In ascending order; insertions at one place become one edit, what belongs to a deeper place first. */
	finish(): TextEdit[] {
		const ordered = this.edits
			.map((edit, index) => ({ ...edit, index, inserts: edit.start === edit.end }))
			.sort((a, b) => a.start - b.start || Number(b.inserts) - Number(a.inserts) || b.depth - a.depth || a.index - b.index);
		const result: { range: { start: number; end: number }; newText: string }[] = [];
		for (const { start, end, newText } of ordered) {
			const last = result.at(-1);
			if (last && start < last.range.end) throw new RangeError('two changes of the same text contradict one another');
			if (last && last.range.start === start && last.range.end === start) {
				last.range.end = end;
				last.newText += newText;
			} else {
				result.push({ range: { start, end }, newText });
			}
		}
		return result;
	}
}
