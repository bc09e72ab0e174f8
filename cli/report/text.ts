/** The report for people at a terminal. */
import { createColors } from 'picocolors';
import type { Place, Severity } from '../../engine/review/finding.ts';
import { pageUrl } from '../../engine/review/page.ts';
import { type FixOutcome, type Report, type ReportedFinding, count, countsText, fixable, nothingText, placeOf, planPlace, plural, safeFix, undecidedText } from './report.ts';
import type { Lines } from '../lines.ts';
import { snippet } from './snippet.ts';
import { visible } from './visible.ts';

export interface TextStyle {
	readonly color: boolean;
	/** Cells of the terminal's line. */
	readonly columns: number;
	/** Findings only. */
	readonly quiet: boolean;
}

type Colors = ReturnType<typeof createColors>;

export function textReport(report: Report, style: TextStyle): string {
	const colors = createColors(style.color);
	const parts = report.findings.map(reported => findingText(report, reported, colors, style));
	if (!style.quiet) parts.push(closing(report, colors));
	return parts.map(part => part + '\n').join('\n');
}

function findingText(report: Report, reported: ReportedFinding, colors: Colors, style: TextStyle): string {
	const { finding } = reported;
	const { uri, range } = placeOf(reported);
	const { path, lines } = report.document(uri);
	const paint = painter(finding.severity, colors);
	const start = lines.position(range.start);
	const head = `${colors.bold(`${visible(path)}:${start.line}:${start.column}`)}: ${paint(finding.severity)}: ${colors.bold(visible(finding.message))}`;

	const gutter = String(lines.position(range.end).line).length;
	const bar = (label = '') => colors.dim(`${label.padStart(gutter + 1)} |`);
	const body = [bar()];
	const shown = snippet(lines, range, Math.max(40, style.columns - gutter - 4));
	shown.forEach((line, index) => {
		if (line.source === undefined) {
			body.push(bar('…'));
			return;
		}
		const label = index === shown.length - 1 ? evidence(reported, lines) : '';
		body.push(`${bar(String(line.number))} ${line.source}`, `${bar()} ${paint(line.carets! + label)}`);
	});
	body.push(...notes(report, reported).map(([name, text]) => `${' '.repeat(gutter + 2)}${colors.dim('=')} ${colors.cyan(name)}: ${text}`));
	return [head, ...body].join('\n');
}

/** What there is to say below the source: the other side, where it came from, how to mend it, where to read on. */
function notes(report: Report, reported: ReportedFinding): [name: string, text: string][] {
	const { finding } = reported;
	const where = ({ uri, range }: Place) => {
		const { path, lines } = report.document(uri);
		const at = lines.position(range.start);
		return `${visible(path)}:${at.line}:${at.column}`;
	};
	const planned = planPlace(reported);
	const list: [string, string][] = planned ? [['plan', where(planned)]] : [];
	list.push(...finding.related.map((related): [string, string] => ['related', `${where(related)}: ${visible(related.message)}`]));
	if (finding.resource) {
		const { address, type, origin } = finding.resource;
		list.push(['resource', visible(`${address} (${type}${origin ? `, ${origin}` : ''})`)]);
	}
	list.push(...fixNotes(reported));
	list.push(['rule', report.rules.has(finding.rule) ? `${finding.rule}  ${pageUrl(finding.rule)}` : finding.rule]);
	return list;
}

function fixNotes(reported: ReportedFinding): [string, string][] {
	const { fixes } = reported.finding;
	const safe = safeFix(reported);
	if (safe) return [['fix available', `${visible(safe.title)} (--fix)`]];
	const choices = fixes.filter(fix => reported.writable(fix));
	if (choices.length > 0) return [['fixes to choose from', choices.map(fix => visible(fix.title)).join('; ')]];
	const plan = fixes[0] && reported.plan(fixes[0]);
	return plan && 'refused' in plan ? [['no fix here', visible(plan.refused)]] : [];
}

/** The value where it came from, unless that is just what is underlined. */
function evidence(reported: ReportedFinding, lines: Lines): string {
	const { finding } = reported;
	const { range } = placeOf(reported);
	if (!finding.evidence) return '';
	const underlined = lines.text.slice(range.start, range.end);
	return finding.evidence === underlined || finding.evidence === JSON.stringify(underlined) ? '' : ` ${visible(finding.evidence)}`;
}

function closing(report: Report, colors: Colors): string {
	const lines = report.fixes ? fixText(report.fixes, colors) : [];
	for (const { path, reason } of report.incomplete) lines.push(`${visible(path)}: ${colors.yellow('incomplete')}: ${visible(reason)}`);
	for (const { path, reason } of report.failures) lines.push(`${visible(path)}: ${colors.red('failed')}: ${visible(reason)}`);
	lines.push(summary(report));
	return lines.join('\n');
}

function summary(report: Report): string {
	const mendable = report.fixes ? 0 : fixable(report.findings);
	const found = report.findings.length === 0 ? nothingText(report) : `Found ${countsText(count(report.findings))} in ${plural(report.reviewed, 'file')}.`;
	return found + (mendable > 0 ? ` ${mendable} fixable with --fix.` : '') + undecidedText(report);
}

function fixText(outcome: FixOutcome, colors: Colors): string[] {
	const lines: string[] = [];
	for (const { path, titles } of outcome.written) {
		lines.push(`${visible(path)}: ${colors.green(titles.length > 0 ? `fixed ${titles.length}` : 'changed along')}`, ...titles.map(title => `  - ${visible(title)}`));
	}
	for (const { path, title, reason } of outcome.refused) lines.push(`${visible(path)}: not fixed: ${visible(title)}: ${visible(reason)}`);
	return lines;
}

function painter(severity: Severity, colors: Colors): (text: string) => string {
	switch (severity) {
		case 'error': return colors.red;
		case 'warning': return colors.yellow;
		case 'information': return colors.blue;
		case 'hint': return colors.dim;
	}
}
