import { listed } from '../../engine/model/listed.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { type Answer, either } from '../../engine/model/value.ts';
import { isBackedUp, selectionsOf } from '../../engine/queries/backup-coverage.ts';
import { keepsVersions } from '../../engine/queries/versioning.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** What each type has by way of backups of its own. Aurora always has some. */
const OWN: Readonly<Record<string, (resource: Resource) => Answer>> = {
	'AWS::RDS::DBInstance': database => (database.at('DBClusterIdentifier').exists === 'no' && database.at('BackupRetentionPeriod').is(0) === 'yes' ? 'no' : 'maybe'),
	'AWS::DynamoDB::Table': table => table.at('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled').is(true),
	// In one zone they are on unless they are switched off.
	'AWS::EFS::FileSystem': fileSystem => either(fileSystem.at('BackupPolicy.Status').is('ENABLED'), fileSystem.at('AvailabilityZoneName').exists),
	'AWS::S3::Bucket': bucket => keepsVersions(bucket.at('VersioningConfiguration.Status')),
};

export default defineRule({
	id: 'backup/coverage',
	title: 'A plan that protects some protects their siblings',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
	on: 'AWS::Backup::BackupSelection',
	review(selection, design, report) {
		for (const { chosen, by, forgotten } of gaps(design)) {
			if (by !== selection) continue;
			const alone = forgotten.length === 1;
			const place = ['Resources', 'ListOfTags'].map(name => selection.at(`BackupSelection.${name}`)).find(one => one.exists === 'yes');
			report(place ?? selection, `${selection.name} selects ${chosen.name}, and no selection ${listed(forgotten.map(one => one.name))}, which ${alone ? 'has' : 'have'} no backups of ${alone ? 'its' : 'their'} own either.`, {
				key: true, related: [...forgotten, chosen],
			});
		}
	},
});

interface Gap {
	readonly chosen: Resource;
	/** Of several selections that choose some of a type, the first that does speaks. */
	readonly by: Resource;
	readonly forgotten: readonly Resource[];
}

/** Kinds of which the plans of a design protect some and forget others. */
function gaps(design: Architecture): readonly Gap[] {
	return design.once('gaps of backup plans', () => Object.entries(OWN).flatMap(([type, own]) => {
		const siblings = design.all(type);
		const chosen = siblings.find(one => selectionsOf(one).length > 0);
		const forgotten = chosen ? siblings.filter(one => own(one) === 'no' && isBackedUp(one) === 'no') : [];
		return chosen && forgotten.length > 0 ? [{ chosen, by: selectionsOf(chosen)[0]!, forgotten }] : [];
	}));
}
