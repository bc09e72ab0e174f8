import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { type FixSpec, type Report, defineRule, refer } from '../../engine/review/rule.ts';
import { SETTINGS, runsSql } from './facts.ts';

/** So many buckets are offered. */
const OFFERED = 2;

export default defineRule({
	id: 'athena/result-location',
	title: 'Queries have a place for their results, apart from the data',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/athena/latest/ug/query-results-specify-location.html',
	on: 'AWS::Athena::WorkGroup',
	fixes: 'choice',
	review(workgroup, design, report) {
		const enforced = workgroup.at(`${SETTINGS}.EnforceWorkGroupConfiguration`);
		const managed = workgroup.at(`${SETTINGS}.ManagedQueryResultsConfiguration.Enabled`);
		if (runsSql(workgroup) !== 'yes' || managed.is(true) !== 'no') return;
		for (const location of workgroup.at(`${SETTINGS}.ResultConfiguration.OutputLocation`).alternatives) {
			if (location.exists === 'no') {
				// Who is not overridden can bring a place of their own.
				if (enforced.is(true) !== 'yes') continue;
				report(location, `${workgroup.name} overrides what clients say and has no place for results itself: every query fails for want of an output location.`, {
					related: [enforced], fix: places(workgroup, design),
				});
			} else reviewBucket(workgroup, location, design, report);
		}
	},
});

function places(workgroup: Resource, design: Architecture): readonly FixSpec[] {
	return [
		{ title: 'Let Athena keep the results', change: change => change.set(workgroup, `${SETTINGS}.ManagedQueryResultsConfiguration.Enabled`, true) },
		...design.all('AWS::S3::Bucket').slice(0, OFFERED).map((bucket): FixSpec => ({
			title: `Write results to ${bucket.name}`,
			change: change => change.set(workgroup, `${SETTINGS}.ResultConfiguration.OutputLocation`, { '#text': ['s3://', refer(bucket), '/athena-results/'] }),
		})),
	];
}

function reviewBucket(workgroup: Resource, location: Property, design: Architecture, report: Report): void {
	const bucket = design.follow(location, 'AWS::S3::Bucket');
	if (!bucket) return;
	const [table] = design.pointing('AWS::Glue::Table', 'TableInput.StorageDescriptor.Location', bucket).certain;
	if (table) {
		report(location, `Results of ${workgroup.name} go to ${bucket.name}, where the data of ${table.name} lie: crawlers and queries take results for data, and who may read the one reads the other.`, {
			severity: 'information', related: [table, bucket],
		});
	} else if (expires(bucket) === false) {
		report(location, `Nothing in ${bucket.name} expires: the results of ${workgroup.name}, which can be had again, are kept and paid for for ever.`, { severity: 'information', related: [bucket] });
	}
}

/** Undefined where it cannot be known. */
function expires(bucket: Resource): boolean | undefined {
	const rules = bucket.at('LifecycleConfiguration.Rules').items;
	if (bucket.partial || rules.complete !== 'yes') return undefined;
	return rules.some(rule => ['ExpirationInDays', 'ExpirationDate'].some(name => rule.at(name).exists !== 'no') && rule.at('Status').is('Enabled') !== 'no');
}
