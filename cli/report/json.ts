/**
 * The report for programs. The shape is public: it is described in docs/command-line.md, and `version` counts up when a change of it
 * breaks readers. Lines and columns count from 1, offsets from 0; all count UTF-16 units, and ends are exclusive.
 */
import { pageUrl } from '../../engine/review/page.ts';
import type { Fix, Place } from '../../engine/review/finding.ts';
import type { Range } from '../../engine/syntax/tree.ts';
import { type Report, type ReportDocument, type ReportedFinding, count, fixable, placeOf, planPlace } from './report.ts';

export function jsonReport(report: Report): string {
	const counts = count(report.findings);
	return JSON.stringify({
		version: 1,
		tool: { name: 'plumbline', version: report.version },
		summary: { files: report.reviewed, ...counts, fixable: fixable(report.findings), undecided: report.undecided },
		findings: report.findings.map(reported => findingJson(report, reported)),
		incomplete: report.incomplete,
		failures: report.failures,
		...(report.fixes && { fixed: report.fixes }),
	}, undefined, '\t') + '\n';
}

function findingJson(report: Report, reported: ReportedFinding) {
	const { finding } = reported;
	const rule = report.rules.get(finding.rule);
	const planned = planPlace(reported);
	return {
		rule: finding.rule,
		severity: finding.severity,
		pillar: rule?.pillar,
		message: finding.message,
		...place(report, placeOf(reported)),
		plan: planned && place(report, planned),
		resource: finding.resource && {
			address: finding.resource.address, type: finding.resource.type, origin: finding.resource.origin,
		},
		path: finding.path,
		evidence: finding.evidence,
		related: finding.related.map(related => ({ message: related.message, ...place(report, related) })),
		page: rule && pageUrl(finding.rule),
		source: rule?.source,
		fixes: finding.fixes.map(fix => fixJson(report, reported, fix)),
	};
}

function fixJson(report: Report, reported: ReportedFinding, fix: Fix) {
	const plan = reported.plan(fix);
	const { title, preferred } = fix;
	if ('refused' in plan) return { title, preferred, refused: plan.refused };
	const edits = [...plan.edits].flatMap(([uri, list]) => list.map(edit => ({ ...place(report, { uri, range: edit.range }), newText: edit.newText })));
	return { title, preferred, edits };
}

function place(report: Report, { uri, range }: Place) {
	const document = report.document(uri);
	return { file: document.path, range: rangeJson(document, range) };
}

function rangeJson({ lines }: ReportDocument, range: Range) {
	return {
		start: { ...lines.position(range.start), offset: range.start },
		end: { ...lines.position(range.end), offset: range.end },
	};
}
