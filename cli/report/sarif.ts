/**
 * The report as SARIF 2.1.0, for code scanning. Regions count UTF-16 units from 1 with exclusive ends. Fingerprints are keyed by
 * rule, file, resource, place in the resource and value, never by line: a finding stays the same when lines move.
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import type { Finding, Fix, Place, Severity } from '../../engine/review/finding.ts';
import { pageUrl } from '../../engine/review/page.ts';
import type { Range } from '../../engine/syntax/tree.ts';
import { type Notice, type Report, type ReportedFinding, placeOf, planPlace } from './report.ts';
import { ruleTitle } from './titles.ts';

const ROOT = '%SRCROOT%';

export function sarifReport(report: Report): string {
	const rules = ruleIds(report);
	const fingerprint = fingerprinter(report);
	return JSON.stringify({
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [{
			tool: { driver: {
				name: 'Plumbline',
				version: report.version,
				semanticVersion: report.version,
				informationUri: 'https://github.com/plumbline/plumbline',
				rules: rules.map(id => descriptor(report, id)),
			} },
			columnKind: 'utf16CodeUnits',
			originalUriBaseIds: { [ROOT]: { description: { text: 'The directory in which the review ran.' } } },
			invocations: [{
				executionSuccessful: report.failures.length === 0,
				toolExecutionNotifications: [
					...report.failures.map(notice => notification(notice, 'error')),
					...report.incomplete.map(notice => notification(notice, 'warning')),
				],
			}],
			results: report.findings.map(reported => result(report, reported, rules, fingerprint(reported))),
		}],
	}, undefined, '\t') + '\n';
}

/** All rules, and what else spoke: `syntax`, `plumbline/…`. */
function ruleIds(report: Report): string[] {
	return [...new Set([...report.rules.keys(), ...report.findings.map(({ finding }) => finding.rule)])];
}

function descriptor(report: Report, id: string) {
	const rule = report.rules.get(id);
	if (!rule) return { id, shortDescription: { text: ruleTitle(id) } };
	const page = report.pages[id] ?? rule.title;
	return {
		id,
		shortDescription: { text: rule.title },
		fullDescription: { text: `${rule.title}. See ${rule.source}` },
		help: { text: page, markdown: page },
		helpUri: pageUrl(id),
		defaultConfiguration: { level: level(rule.severity) },
		properties: { pillar: rule.pillar, since: rule.since, source: rule.source, tags: ['aws', rule.pillar] },
	};
}

function result(report: Report, reported: ReportedFinding, rules: readonly string[], fingerprint: string) {
	const { finding } = reported;
	const fixes = finding.fixes.flatMap(fix => fixObject(report, reported, fix) ?? []);
	const planned = planPlace(reported);
	const related = [...planned ? [{ ...planned, message: 'in the plan' }] : [], ...finding.related];
	return {
		ruleId: finding.rule,
		ruleIndex: rules.indexOf(finding.rule),
		level: level(finding.severity),
		message: { text: finding.message },
		locations: [{ ...location(report, placeOf(reported)), ...logical(finding) }],
		relatedLocations: related.map((one, id) => ({ id, ...location(report, one), message: { text: one.message } })),
		partialFingerprints: { 'plumbline/v1': fingerprint },
		...(fixes.length > 0 && { fixes }),
		properties: { severity: finding.severity, evidence: finding.evidence, path: finding.path, resourceType: finding.resource?.type },
	};
}

function logical({ resource }: Finding) {
	if (!resource) return undefined;
	// Terraform's own resource first: it is what stands at the place, and what its users know.
	const names = resource.companion === undefined ? [resource.address] : [resource.companion, resource.address];
	return { logicalLocations: names.map(fullyQualifiedName => ({ fullyQualifiedName, kind: 'resource' })) };
}

function location(report: Report, place: Place) {
	return { physicalLocation: { artifactLocation: artifact(report.document(place.uri).path), region: region(report, place) } };
}

function region(report: Report, { uri, range }: { uri: string; range: Range }) {
	const { lines } = report.document(uri);
	const start = lines.position(range.start);
	const end = lines.position(range.end);
	return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column, charOffset: range.start, charLength: range.end - range.start };
}

function artifact(path: string) {
	if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
	return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** A fix that the dialect refuses to write is no fix. */
function fixObject(report: Report, reported: ReportedFinding, fix: Fix) {
	const plan = reported.plan(fix);
	if ('refused' in plan || plan.edits.size === 0) return undefined;
	return {
		description: { text: fix.title },
		artifactChanges: [...plan.edits].map(([uri, edits]) => ({
			artifactLocation: artifact(report.document(uri).path),
			replacements: edits.map(edit => ({ deletedRegion: region(report, { uri, range: edit.range }), insertedContent: { text: edit.newText } })),
		})),
	};
}

function notification({ path, reason }: Notice, severity: 'error' | 'warning') {
	return { level: severity, message: { text: `${path}: ${reason}` }, locations: [{ physicalLocation: { artifactLocation: artifact(path) } }] };
}

function level(severity: Severity): 'error' | 'warning' | 'note' {
	return severity === 'error' || severity === 'warning' ? severity : 'note';
}

/** Two findings that nothing but their place tells apart are counted. */
function fingerprinter(report: Report): (reported: ReportedFinding) => string {
	const seen = new Map<string, number>();
	return reported => {
		const { finding } = reported;
		const file = report.document(placeOf(reported).uri).path;
		const path = finding.path?.replace(/\[\d+\]/g, '[]') ?? '';
		const key = [finding.rule, file, finding.resource?.address ?? '', path, finding.evidence ?? finding.message].join('\n');
		const number = (seen.get(key) ?? 0) + 1;
		seen.set(key, number);
		return `${createHash('sha256').update(key).digest('hex').slice(0, 32)}:${number}`;
	};
}
