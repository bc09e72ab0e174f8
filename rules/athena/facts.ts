/** Figures of Amazon Athena: each has its home here, with the page that states it. */
import { dated } from '../../engine/aws/dated.ts';
import type { Resource } from '../../engine/model/resource.ts';
import type { Answer } from '../../engine/model/value.ts';

export const SETTINGS = 'WorkGroupConfiguration';

/** Engines of SQL workgroups that Athena no longer runs, and the one that it does. */
export const engines = dated('2026-11-24', 'https://docs.aws.amazon.com/athena/latest/ug/engine-versions.html', {
	retired: ['Athena engine version 1', 'Athena engine version 2'], current: 'Athena engine version 3',
});

/** The least that a query can be limited to, in bytes: https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html */
export const LEAST_CUTOFF = 10_000_000;

/** What reads rows of text, field by field: https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html */
export const TEXT_FORMATS: Readonly<Record<string, string>> = {
	'org.apache.hadoop.hive.serde2.OpenCSVSerde': 'CSV',
	'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe': 'delimited text',
	'org.openx.data.jsonserde.JsonSerDe': 'JSON',
	'org.apache.hive.hcatalog.data.JsonSerDe': 'JSON',
};

/** Whether the workgroup runs SQL, which results, limits and overriding are about; Spark has sessions instead. */
export function runsSql(workgroup: Resource): Answer {
	return workgroup.at(`${SETTINGS}.EngineVersion.SelectedEngineVersion`).test(engine => !/spark/i.test(String(engine)));
}
