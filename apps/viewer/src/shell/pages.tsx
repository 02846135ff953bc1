/** Which page stands at which address. */
import { lazy, Suspense, useEffect } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { FIRST } from '../dashboards';
import { chosenLanguage, rememberLanguage, uidIn } from '../language';
import { DashboardPage } from './dashboard-page';
import { Frame } from './frame';
import { Loading, NotFound } from './notices';

const ExplainPage = lazy(async () => ({ default: (await import('../explain/explain-page')).ExplainPage }));

export function Pages() {
  const { pathname } = useLocation();
  const language = chosenLanguage(pathname);
  useEffect(() => rememberLanguage(language), [language]);
  return (
    <Frame language={language}>
      <Suspense fallback={<Loading language={language} />}>
        <Routes>
          <Route path="/" element={<Navigate to={`/d/${uidIn(language, FIRST)}`} replace />} />
          <Route path="/d/:uid" element={<DashboardPage language={language} />} />
          <Route path="/explain" element={<ExplainPage language={language} />} />
          <Route path="*" element={<NotFound language={language} />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}
