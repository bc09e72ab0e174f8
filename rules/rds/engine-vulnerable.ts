import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, familyOf, INSTANCE, LOG_FDW, majorOf } from './facts.ts';

export default defineRule({
	id: 'rds/engine-vulnerable',
	title: 'The engine version has no published hole',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-versions.html',
	on: [INSTANCE, CLUSTER],
	review(database, _design, report) {
		const family = familyOf(database);
		const engine = family === 'postgres' || database.at('Engine').is('aurora-postgresql') === 'yes' ? family : undefined;
		if (engine !== 'postgres' && engine !== 'aurora') return;
		for (const version of database.at('EngineVersion').alternatives) {
			const found = majorOf(version, LOG_FDW.table[engine]);
			if (!found || found.minor === undefined || found.minor >= found.entry) continue;
			report(version, `In ${version.scalar} the extension log_fdw lets a user of ${database.name} read files of its host, with credentials of RDS among them (AWS-2022-004, as of ${LOG_FDW.asOf}); it is mended in ${found.major}.${found.entry}.`);
		}
	},
});
