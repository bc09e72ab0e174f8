import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { LEAST_CUTOFF, SETTINGS, runsSql } from './facts.ts';

/** What the fix allows: 10 GiB, some cents a query. */
const USUAL = 10 * 1024 ** 3;

export default defineRule({
	id: 'athena/scan-limit',
	title: 'A query can scan only so much',
	severity: 'information',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html',
	on: 'AWS::Athena::WorkGroup',
	fixes: 'fix',
	review(workgroup, _design, report) {
		if (runsSql(workgroup) !== 'yes') return;
		for (const cutoff of workgroup.at(`${SETTINGS}.BytesScannedCutoffPerQuery`).alternatives) {
			const limit = (bytes: number, size: string): FixSpec => ({
				title: `End queries of ${workgroup.name} after ${size}`, effect: 'changes behaviour', change: change => change.set(workgroup, `${SETTINGS}.BytesScannedCutoffPerQuery`, bytes),
			});
			const bytes = cutoff.number;
			if (cutoff.exists === 'no') {
				report(cutoff, `Queries in ${workgroup.name} may scan any amount, and are billed by it: a query without a filter costs as much as the whole data is large.`, { fix: limit(USUAL, '10 GiB') });
			} else if (bytes !== undefined && bytes < LEAST_CUTOFF) {
				report(cutoff, `${cutoff.label} of ${workgroup.name} is ${bytes}; Athena takes no limit below ${LEAST_CUTOFF} bytes (10 MB).`, { severity: 'error', fix: limit(LEAST_CUTOFF, '10 MB') });
			}
		}
	},
});
