/**
 * A workspace that follows a script, for tests of the server without rules or dialects: it finds the word `bad` in a document,
 * offers to write `good`, and says how often it was asked.
 */
import type { Finding, Fix } from '../../engine/review/finding.ts';
import type { Rule } from '../../engine/review/rule.ts';
import type { TextEdit } from '../../engine/syntax/tree.ts';
import { Cancelled, type DocumentReview, type ReviewOptions, type Workspace } from '../../workspace/workspace.ts';

export const rule: Rule = {
	id: 's3/versioning', title: 'Buckets keep earlier versions', severity: 'warning', pillar: 'reliability', since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html', on: 'AWS::S3::Bucket', fixes: 'fix',
	review() {},
};

export interface Script {
	/** Turns of the event loop that a review takes. */
	readonly turns?: number;
	/** What a review waits for without looking whether it was given up. */
	readonly gate?: Promise<void>;
	/** What is written for `bad`; by default `good`. */
	readonly mend?: (text: string) => string;
	readonly refuse?: (fix: Fix) => boolean;
	readonly finding?: Partial<Finding>;
	readonly fail?: boolean;
}

export class ScriptedWorkspace implements Workspace {
	readonly rules = new Map([[rule.id, rule]]);
	readonly texts = new Map<string, { text: string; version: number }>();
	readonly asked: (ReviewOptions & { uri: string })[] = [];
	readonly forgotten: string[] = [];
	/** Reviews that came to their end. */
	finished = 0;

	constructor(public script: Script = {}) {}

	open(uri: string, text: string, version: number): void { this.texts.set(uri, { text, version }); }
	close(uri: string): void { this.texts.delete(uri); }
	forget(uri: string): void { this.forgotten.push(uri); }
	async discover(): Promise<readonly string[]> { return [...this.texts.keys()]; }

	async review(uri: string, options: ReviewOptions = {}): Promise<DocumentReview> {
		this.asked.push({ uri, ...options });
		const { text, version } = this.texts.get(uri) ?? { text: '', version: undefined };
		for (let turn = 0; turn < (this.script.turns ?? 0); turn++) {
			await new Promise(resolve => setImmediate(resolve));
			if (options.cancelled?.()) throw new Cancelled();
		}
		await this.script.gate;
		if (this.script.fail) throw new Error('the script says so');
		this.finished++;
		return reviewOf(uri, text, version, this.script);
	}
}

export function reviewOf(uri: string, text: string, version: number | undefined, script: Script = {}): DocumentReview {
	const edits = new Map<Fix, TextEdit>();
	const findings = [...text.matchAll(/bad\w*/g)].map((match): Finding => {
		const range = { start: match.index, end: match.index + match[0].length };
		const fix: Fix = { title: `Mend ${match[0]}`, preferred: true, changes: [] };
		edits.set(fix, { range, newText: (script.mend ?? (() => 'good'))(match[0]) });
		return {
			rule: rule.id, severity: 'warning', message: `${match[0]} is not good.`, place: { uri, range }, related: [], fixes: [fix],
			resource: { id: 'Photos', type: 'AWS::S3::Bucket', address: 'Photos' }, ...script.finding,
		};
	});
	return {
		uri, text, ...(version !== undefined && { version }), findings, effort: { ran: findings.length, remembered: 0 },
		status: { reviewed: true, dialect: 'CloudFormation', reason: 'it has Resources', baseline: 'HEAD', undecided: [], incomplete: [] },
		edits: fixes => (fixes.some(fix => script.refuse?.(fix))
			? { refused: 'the script says so' }
			: { edits: new Map([[uri, fixes.flatMap(fix => edits.get(fix) ?? [])]]) }),
		suppress: (_, scope) => (scope === 'file'
			? { edits: new Map([[uri, [{ range: { start: 0, end: 0 }, newText: '# plumbline-ignore-file s3/versioning\n' }]]]) }
			: { refused: 'the script has no room' }),
		unsuppress: () => ({ refused: 'not scripted' }),
	};
}
