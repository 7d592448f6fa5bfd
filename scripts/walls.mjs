import { existsSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import { packages } from '../modules.map.mjs';
import { inRoot, root } from './paths.mjs';
import { plantedFaults } from './walls-planted.mjs';
import { rules } from './walls-rules.mjs';

/** Everything that dependency-cruiser finds wrong under a folder laid out as ours. */
async function violationsIn(baseDir, sources) {
  const { output } = await cruise(sources, {
    baseDir,
    validate: true,
    ruleSet: { forbidden: rules },
    // TypeScript 7 has no compiler interface yet, so the imports are read with swc, which sees the type-only ones too.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  });
  return output.summary.violations;
}

const sources = Object.keys(packages).map((name) => `${name}/src`);
const faults = await plantedFaults((folder) => violationsIn(folder, sources));
for (const fault of faults) process.stdout.write(`a wall is broken: ${fault}\n`);

const violations = await violationsIn(
  root,
  sources.filter((folder) => existsSync(inRoot(folder))),
);
for (const { rule, from, to } of violations) {
  const { comment } = rules.find(({ name }) => name === rule.name) ?? {};
  process.stdout.write(`${rule.name}: ${from}${to && to !== from ? ` → ${to}` : ''}\n    ${comment}\n`);
}
process.stdout.write(
  `${violations.length} violations, ${faults.length} faults in the walls (${rules.length} rules)\n`,
);
process.exitCode = violations.length + faults.length > 0 ? 1 : 0;
