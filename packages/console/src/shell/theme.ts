import { type ThemeConfig, theme } from 'antd';
import { useSyncExternalStore } from 'react';
import { usePreferences } from '../preferences.ts';

const dark = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)');

function onSystem(listener: () => void): () => void {
  dark?.addEventListener('change', listener);
  return () => dark?.removeEventListener('change', listener);
}

export function useDark(): boolean {
  const chosen = usePreferences().theme;
  const system = useSyncExternalStore(onSystem, () => dark?.matches ?? false);
  return chosen === 'auto' ? system : chosen === 'dark';
}

const fontFamily =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';

/** The library's controls in our own ink and paper: flat, 6 px corners, no glow. Yellow is not its primary colour. */
export function themeOf(isDark: boolean): ThemeConfig {
  const ink = isDark ? '#f1f0ec' : '#16181d';
  const paper = isDark ? '#1a1c21' : '#ffffff';
  const line = isDark ? '#3a3c44' : '#dedcd5';
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily,
      fontSize: 14,
      colorPrimary: ink,
      colorInfo: ink,
      colorLink: ink,
      colorError: isDark ? '#ff7a70' : '#c2261c',
      colorSuccess: isDark ? '#5fc98b' : '#127a45',
      colorText: ink,
      // The library's own grey is too pale to be read by everyone.
      colorTextPlaceholder: isDark ? '#a09d96' : '#6b6861',
      colorTextLightSolid: isDark ? '#16181d' : '#ffffff',
      colorBgBase: paper,
      colorBgContainer: paper,
      colorBgElevated: isDark ? '#24262d' : '#ffffff',
      colorBorder: line,
      colorBorderSecondary: line,
      borderRadius: 6,
      borderRadiusLG: 6,
      controlHeight: 36,
      controlHeightLG: 44,
      controlOutlineWidth: 2,
      boxShadow: 'none',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Drawer: { paddingLG: 24 },
    },
  };
}
