//! Makes pages that nobody opens once, in the background, so that the faults of their templates are found.

use crate::live::lock::lock;
use crate::live::site::Live;
use crate::render::Recipe;

impl Live {
    /// Renders, one after the other, each page not yet known to render, failed ones first, until a newer state arrives.
    /// Returns whether the known faults have changed.
    pub fn check_all(&self) -> bool {
        let Some(state) = self.newest() else { return false };
        let Some(assembled) = &state.assembled else { return false };
        let checked = || lock(&self.records.checked);
        let known = || {
            let checked = checked();
            (checked.faults(), checked.bugs())
        };
        let before = known();
        checked().retain(|path| assembled.plan.at(path).is_some());
        let faulty = checked().faulty();
        let faulty = faulty.iter().filter_map(|path| assembled.plan.at(path));
        for job in faulty.chain(assembled.plan.jobs()) {
            if matches!(job.recipe, Recipe::Copy(_)) || job.recipe.is_data() {
                continue;
            }
            if !self.is_newest(&state) {
                break;
            }
            let Some(key) = self.key(assembled, job) else { continue };
            if checked().is_known(&job.path, key) {
                continue;
            }
            // One after the other, even if the first of them takes for ever: more of its kind may follow.
            let order = self.order(&state, &job.path, key, false);
            self.await_patiently(&state, &order);
        }
        known() != before
    }
}
