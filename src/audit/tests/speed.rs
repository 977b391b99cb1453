//! How long the audit takes. Run by hand, with `--release -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use super::super::{Memo, check};
use crate::output::Output;

/// Pages of about 25 kB with the mix of tags, links and ids of a case study.
fn big_site(pages: usize) -> Output {
    let mut output = Output::new();
    for path in ["s.css", "s.js", "i.png"] {
        output.insert(path, &b""[..]);
    }
    for page in 0..pages {
        let bytes = big_page(page, pages).into_bytes();
        output.insert(format!("awards/p{page}/index.html"), bytes);
    }
    output
}

fn big_page(page: usize, pages: usize) -> String {
    let mut body = String::from(
        "<link rel=\"stylesheet\" href=\"../../s.css\"><script src=\"../../s.js\" defer></script>\n",
    );
    for n in 0..50 {
        let other = (page * 7 + n * 13) % pages;
        body += &format!(
            "<section class=\"cb-section\" aria-labelledby=\"s{n}\"><h2 id=\"s{n}\">Part {n}</h2>\n\
             <p>Treatment rates rose to 5.7% in hospitals that used it. The national average was \
             3.6%. <span class=\"cb-src\">From source: <a href=\"#s{n}\">Evaluation, line \
             {n}</a></span></p>\n<ul class=\"cb-list\"><li><a href=\"../p{other}/index.html#s3\">\
             Project {other}</a></li><li><img src=\"../../i.png\" alt=\"\" width=\"16\" \
             height=\"16\"></li></ul>\n<dl><div class=\"row\"><dt>Compared with</dt><dd \
             class=\"value\">National average</dd></div></dl></section>\n"
        );
    }
    super::page(&body)
}

#[test]
#[ignore = "a measurement"]
fn three_thousand_pages() {
    let output = big_site(3_000);
    let size: usize = output.iter().map(|(_, bytes)| bytes.len()).sum();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("threads");
    let (mut cold, mut warm) = (Duration::MAX, Duration::MAX);
    for _ in 0..10 {
        let memo = Memo::new();
        for best in [&mut cold, &mut warm] {
            let start = Instant::now();
            let found = pool.install(|| check(&output, &memo));
            *best = start.elapsed().min(*best);
            assert!(found.is_empty(), "{:?}", found.first());
        }
    }
    println!(
        "{} files, {size} bytes: cold {cold:?}, warm {warm:?}",
        output.len()
    );
}
