//! Campaigns in the real window: due dates into an agenda, a campaign that follows, two compared.

use crate::executable::{import_example, root};
use crate::window::Window;

#[test]
fn a_campaign_follows_another_and_is_compared_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    import_example(&root().join("fixtures/demo"), home);
    let window = Window::open(home);
    window.wait_for_text("Cap Binôme");

    let agenda = home.join("agenda.ics");
    window.script("location.hash = '#/plan?as=board'");
    window.wait("document.querySelectorAll('#board .card').length > 0");
    window.answer_dialog(&agenda);
    window.click("#agenda-go");
    window.wait("/agenda\\.ics/.test(document.querySelector('#agenda .banner')?.innerText)");
    let text = std::fs::read_to_string(&agenda).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    assert!(
        text.contains("\r\nDTSTART;VALUE=DATE:20261218\r\n"),
        "{text}"
    );

    window.script("location.hash = '#/create'");
    window.wait("document.querySelector('#way-follow')?.checked");
    window.click("#profile-submit");
    window.wait("document.activeElement.id === 'screen-title' && document.querySelector('#taken')");
    window.click("#taken-confirm");
    window.wait("document.querySelector('.answer[aria-pressed=true]') === null");
    window.click("#before-confirm");
    window.wait("document.querySelector('.answer[aria-pressed=true]')");
    window.wait("document.querySelector('#before') && !document.querySelector('#before-confirm')");

    window.script("location.hash = '#/compare'");
    window.wait("document.querySelector('#shares') && document.querySelector('#fell')");
    window.script("location.hash = '#/plan'");
    window.wait("document.querySelector('#earlier')");
    window.close(home);
}
