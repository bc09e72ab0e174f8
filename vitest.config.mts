import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		// These run in a real VS Code; see tools/editor-test.ts.
		exclude: ['test/editor/**'],
		globalSetup: ['tools/generate.ts'],
		testTimeout: 30_000,
		maxWorkers: 2,
	},
});
