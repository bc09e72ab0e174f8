/**
 * The report as a comment on a pull request: one table for each severity, the worst first. Names and messages come from the
 * design, so they are escaped: they are shown, never rendered.
 */
import { type Place, type Severity, severities } from '../../engine/review/finding.ts';
import { pageUrl } from '../../engine/review/page.ts';
import { type Report, type ReportedFinding, count, countsText, fixable, nothingText, placeOf, planPlace, plural, safeFix, undecidedText } from './report.ts';

/** Comments are limited to 65,536 characters where this is read most. */
const MOST_CHARACTERS = 60_000;

const headings: Record<Severity, string> = { error: 'Errors', warning: 'Warnings', information: 'Information', hint: 'Hints' };

export function markdownReport(report: Report): string {
	const blocks = ['## Plumbline', summary(report)];
	for (const outcome of report.fixes?.written ?? []) {
		blocks.push(`Fixed in ${code(outcome.path)}:\n\n${outcome.titles.map(title => `- ${escaped(title)}`).join('\n')}`);
	}
	const notices = [...report.failures.map(one => ({ ...one, what: 'failed' })), ...report.incomplete.map(one => ({ ...one, what: 'incomplete' }))];
	if (notices.length > 0) blocks.push(notices.map(({ path, what, reason }) => `- ${code(path)}: ${what}: ${escaped(reason)}`).join('\n'));
	let room = MOST_CHARACTERS - blocks.join('\n\n').length;
	for (const severity of severities) {
		const { text, used } = section(report, severity, room);
		if (text) blocks.push(text);
		room -= used;
	}
	return blocks.join('\n\n') + '\n';
}

function summary(report: Report): string {
	if (report.findings.length === 0) return nothingText(report) + undecidedText(report);
	const mendable = fixable(report.findings);
	return `**${countsText(count(report.findings))}** in ${plural(report.reviewed, 'file')}`
		+ (mendable > 0 ? `; ${mendable} fixable with \`plumbline review --fix\`.` : '.')
		+ undecidedText(report);
}

function section(report: Report, severity: Severity, room: number): { text: string; used: number } {
	const findings = report.findings.filter(({ finding }) => finding.severity === severity);
	if (findings.length === 0) return { text: '', used: 0 };
	const rows: string[] = [];
	let used = 0;
	for (const reported of findings) {
		const line = row(report, reported);
		if (used + line.length > room) break;
		rows.push(line);
		used += line.length + 1;
	}
	const left = findings.length - rows.length;
	const table = rows.length > 0 ? ['| Where | What | Rule |', '|---|---|---|', ...rows].join('\n') : '';
	return { text: [`### ${headings[severity]}`, table, left > 0 ? `…and ${left} more.` : ''].filter(Boolean).join('\n\n'), used };
}

function row(report: Report, reported: ReportedFinding): string {
	const { finding } = reported;
	const planned = planPlace(reported);
	const where = `${code(lineOf(report, placeOf(reported)))}${planned ? `<br>plan: ${code(lineOf(report, planned))}` : ''}${finding.resource ? `<br>${code(finding.resource.address)}` : ''}`;
	const fix = safeFix(reported);
	const what = escaped(finding.message) + (fix ? `<br>💡 ${escaped(fix.title)}` : '');
	const rule = report.rules.has(finding.rule) ? `[${finding.rule}](${pageUrl(finding.rule)})` : finding.rule;
	return `| ${where} | ${what} | ${rule} |`;
}

function lineOf(report: Report, { uri, range }: Place): string {
	const { path, lines } = report.document(uri);
	return `${path}:${lines.position(range.start).line}`;
}

/** Markdown and HTML shown as they are; mentions and issue numbers lead nowhere. */
function escaped(text: string): string {
	return text.replace(/\s+/g, ' ').replace(/[&<>\\`*_{}[\]|~@#!$]/g, character => `&#${character.codePointAt(0)};`);
}

function code(text: string): string {
	return `<code>${escaped(text)}</code>`;
}
