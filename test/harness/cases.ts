/** Cases: the fenced blocks of a page that belong together. */
import type { Fence } from './markdown.ts';
import { type Marker, readMarkers } from './markers.ts';

export const families = ['cloudformation', 'terraform', 'policy'] as const;
export type Family = (typeof families)[number];

export interface CaseFile {
	readonly path: string;
	/** Without markers. */
	readonly text: string;
	readonly markers: readonly Marker[];
	readonly fence: Fence;
}

export interface Case {
	readonly name: string;
	/** `Reported`, `Accepted` on a rule's page. */
	readonly section: string;
	readonly family: Family;
	readonly files: readonly CaseFile[];
	/** Texts before the change, by path. */
	readonly baseline: ReadonlyMap<string, string>;
	readonly fixed: readonly Fence[];
	readonly maybe: boolean;
	readonly asIs: boolean;
}

interface Draft {
	readonly fences: Fence[];
	readonly baseline: Fence[];
	readonly fixed: Fence[];
}

/** Throws where fences do not fit together, with their line. */
export function casesOf(fences: readonly Fence[]): Case[] {
	const drafts: Draft[] = [];
	for (const fence of fences) {
		const last = drafts.at(-1);
		const family = familyOf(fence);
		if (fence.words.includes('fixed')) {
			if (!last || last.fences.length === 0) throw new Error(`line ${fence.line + 1}: nothing stands before this fixed block`);
			last.fixed.push(fence);
		} else if (family) {
			const before = fence.words.includes('baseline');
			const into = last && continues(last, fence, before) ? last : { fences: [], baseline: [], fixed: [] };
			if (into !== last) drafts.push(into);
			(before ? into.baseline : into.fences).push(fence);
		}
	}
	const names = new Map<string, number>();
	return drafts.map(draft => finish(draft, names));
}

function continues(last: Draft, fence: Fence, before: boolean): boolean {
	const first = last.fences[0] ?? last.baseline[0]!;
	if (last.fixed.length > 0 || first.headings.join() !== fence.headings.join() || familyOf(first) !== familyOf(fence)) return false;
	if (before) return last.fences.length === 0;
	if (last.fences.length === 0) return true;
	const path = fence.options['path'];
	return path !== undefined && last.fences.every(one => one.options['path'] !== undefined && one.options['path'] !== path);
}

function familyOf({ words }: Fence): Family | undefined {
	return families.find(family => words.includes(family));
}

function finish({ fences, baseline, fixed }: Draft, names: Map<string, number>): Case {
	const first = fences[0];
	if (!first) throw new Error(`line ${baseline[0]!.line + 1}: no case follows this baseline`);
	for (const { words, line } of [...fences, ...baseline]) {
		const unknown = words.find(word => ![...families, 'baseline', 'maybe', 'as-is'].includes(word));
		if (unknown) throw new Error(`line ${line + 1}: ${unknown} means nothing on a fence`);
	}
	const family = familyOf(first)!;
	const title = `${first.headings.at(-1) ?? 'case'} (${first.language} ${family})`;
	const count = (names.get(title) ?? 0) + 1;
	names.set(title, count);
	return {
		name: count > 1 ? `${title} ${count}` : title,
		section: first.headings[0] ?? '',
		family,
		files: fences.map(fence => ({ path: pathOf(fence), fence, ...readMarkers(fence.text) })),
		baseline: new Map(baseline.map(fence => [pathOf(fence), fence.text])),
		fixed,
		maybe: fences.some(fence => fence.words.includes('maybe')),
		asIs: fences.some(fence => fence.words.includes('as-is')),
	};
}

function pathOf(fence: Fence): string {
	const usual = { cloudformation: 'template', terraform: 'main.tf', policy: 'policy' }[familyOf(fence)!];
	return fence.options['path'] ?? (fence.language === 'hcl' ? 'main.tf' : `${usual}.${fence.language}`);
}
