/** Offers of the features, made into LSP code actions: plans become edits, and refused ones disappear. */
import type { CodeAction, CodeActionParams, Diagnostic, WorkspaceEdit } from 'vscode-languageserver';
import type { WritePlan } from '../engine/dialects/dialect.ts';
import type { Finding } from '../engine/review/finding.ts';
import type { DocumentReview } from '../workspace/workspace.ts';
import { Cancelled } from '../workspace/workspace.ts';
import { type Offer, findingsIn, fixAllKind, offers, quickFix, rulesToFixEverywhere, wants } from './features/code-actions.ts';
import { diagnosticOf, mentioned } from './features/diagnostics.ts';
import { touched, workspaceEditOf } from './features/edits.ts';
import { canMend, fixAll, preferredFixes } from './features/fix-all.ts';
import { commands } from './protocol.ts';
import type { Token } from './reviews.ts';
import type { Session } from './session.ts';

/** What a lazily resolved action carries: enough to compute its edit anew. */
export interface ActionData {
	readonly uri: string;
	readonly version: number;
	/** Only this rule's problems; absent: all. */
	readonly rule?: string;
}

export async function codeActions(session: Session, params: CodeActionParams, token: Token): Promise<CodeAction[]> {
	const { uri } = params.textDocument;
	const review = await session.review(uri, token);
	if (!review) return [];
	const options = { rules: session.workspace.rules, shown: await session.shown(uri) };
	const lines = (await session.linesOf([], review))(uri)!;
	const range = { start: lines.offset(params.range.start), end: lines.offset(params.range.end) };
	const actions: CodeAction[] = [];
	if (wants(params.context, quickFix)) {
		const findings = findingsIn(review, range, options.shown);
		const attached = await attacher(session, review, findings, params.context.diagnostics);
		const list = offers(review, findings, options);
		const mends = list.filter(offer => offer.mends);
		actions.push(...await made(session, review, mends, attached));
		for (const rule of rulesToFixEverywhere(review, findings, options)) {
			const diagnostics = findings.filter(finding => finding.rule === rule).map(attached);
			actions.push({ title: `Fix all ${rule} problems in this file`, kind: quickFix, diagnostics, data: dataOf(review, rule) });
		}
		actions.push(...await made(session, review, list.filter(offer => !offer.mends), attached));
		if (session.options.pages || session.client.showDocument) actions.push(...documentation(findings, session, attached));
	}
	if (params.context.only && wants(params.context, fixAllKind) && canMend(review, preferredFixes(review, options), 1)) {
		actions.push({ title: 'Fix all auto-fixable Plumbline problems', kind: fixAllKind, data: dataOf(review) });
	}
	const answer = session.client.resolveActions ? actions : await resolveAll(session, actions, token);
	if (!session.reviews.isCurrent(review)) throw new Cancelled();
	return answer;
}

/** The edit of a lazily resolved action; none where the document has moved on. */
export async function resolveAction(session: Session, action: CodeAction, token: Token): Promise<CodeAction> {
	const data = action.data as ActionData | undefined;
	if (action.edit || action.command || typeof data?.uri !== 'string') return action;
	const review = await session.review(data.uri, token);
	if (!review || (review.version ?? -1) !== data.version) return action;
	const edit = await editOfAll(session, review, data.rule, token);
	if (!session.reviews.isCurrent(review)) throw new Cancelled();
	return edit ? { ...action, edit } : action;
}

async function resolveAll(session: Session, actions: readonly CodeAction[], token: Token): Promise<CodeAction[]> {
	const resolved: CodeAction[] = [];
	for (const action of actions) {
		const { data: _, ...rest } = await resolveAction(session, action, token);
		if (rest.edit || rest.command) resolved.push(rest);
	}
	return resolved;
}

async function editOfAll(session: Session, review: DocumentReview, rule: string | undefined, token: Token): Promise<WorkspaceEdit | undefined> {
	const scratch = session.scratch();
	const options = await session.reviewOptions(review.uri);
	let version = review.version ?? 0;
	const edits = await fixAll(review, {
		shown: await session.shown(review.uri),
		rule,
		textOf: async uri => (uri === review.uri ? review.text : session.textOf(uri)),
		reviewAgain: texts => {
			if (token.isCancellationRequested) throw new Cancelled();
			version++;
			for (const [uri, text] of texts) scratch.open(uri, text, version);
			return scratch.review(review.uri, { ...options, cancelled: () => token.isCancellationRequested });
		},
	});
	return editOf(session, review, { edits });
}

async function made(session: Session, review: DocumentReview, list: readonly Offer[], attached: Attach): Promise<CodeAction[]> {
	const actions: CodeAction[] = [];
	for (const offer of list) {
		const edit = await editOf(session, review, offer.plan());
		if (!edit) continue;
		actions.push({
			title: offer.title, kind: quickFix, edit, diagnostics: offer.findings.map(attached), ...(offer.preferred && { isPreferred: true }),
		});
	}
	return actions;
}

async function editOf(session: Session, review: DocumentReview, plan: WritePlan): Promise<WorkspaceEdit | undefined> {
	return workspaceEditOf(plan, {
		linesOf: await session.linesOf(touched(plan), review),
		creatable: uri => session.reaches(uri),
		versionOf: uri => (uri === review.uri ? review.version : session.documents.get(uri)?.version),
		client: session.client.edits,
	});
}

function documentation(findings: readonly Finding[], session: Session, attached: Attach): CodeAction[] {
	const rules = new Map(findings.filter(({ rule }) => session.workspace.rules.has(rule)).map(finding => [finding.rule, finding]));
	return [...rules].map(([rule, finding]) => {
		const title = `Show documentation of ${rule}`;
		return { title, kind: quickFix, diagnostics: [attached(finding)], command: { title, command: commands.showDocumentation, arguments: [rule] } };
	});
}

function dataOf(review: DocumentReview, rule?: string): ActionData {
	return { uri: review.uri, version: review.version ?? -1, ...(rule && { rule }) };
}

/** The client's own diagnostic of a finding, where it sent it. */
type Attach = (finding: Finding) => Diagnostic;

async function attacher(session: Session, review: DocumentReview, findings: readonly Finding[], sent: readonly Diagnostic[]): Promise<Attach> {
	const linesOf = await session.linesOf(mentioned(findings), review);
	const lines = linesOf(review.uri)!;
	return finding => {
		const own = diagnosticOf(finding, { lines, linesOf, level: 'hint', href: session.href });
		const place = JSON.stringify(own.range);
		return sent.find(one => one.code === own.code && one.message === own.message && JSON.stringify(one.range) === place) ?? own;
	};
}
