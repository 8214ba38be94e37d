"""Sentences in Indonesian, in the words that officials use."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- errors that are raised ---
    "sop-invalid-once": "SOP ini mempunyai 1 kesalahan:",
    "sop-invalid": "SOP ini mempunyai {count} kesalahan:",
    # --- files ---
    "file-missing": "Berkas tidak ditemukan.",
    "file-is-folder": "Ini folder, bukan berkas SOP.",
    "file-unreadable": "Berkas tidak dapat dibuka: {reason}.",
    "reason-no-file": "ini bukan berkas biasa",
    "reason-permission": "tidak ada izin membacanya",
    "reason-loop": "tautannya berputar",
    "reason-device": "perangkat penyimpannya gagal",
    "reason-name": "tidak ada berkas yang dapat bernama demikian",
    "file-too-large": "Berkas lebih besar dari {limit} KiB; satu berkas memuat satu SOP.",
    "file-not-utf8": "Berkas bukan teks UTF-8 (byte {byte} di sini); simpan ulang dengan pengodean UTF-8.",
    "file-utf16": "Berkas tersimpan sebagai UTF-16; simpan ulang dengan pengodean UTF-8.",
    "file-empty": "Berkas kosong; SOP diawali baris seperti 'sop: nama-sop'.",
    "not-an-sop": "Berkas ini bukan SOP: tidak ada kunci 'sop' maupun 'steps'.",
    "not-an-sop-hint": "SOP diawali baris seperti 'sop: nama-sop', lalu 'version', 'title', 'actors' dan 'steps'.",
    "duplicate-sop": "SOP '{sop}' versi {version} sudah ada di berkas {first}.",
    "file-name-differs": "Nama berkas '{stem}' berbeda dari id SOP '{id}'.",
    "rename-file": "Ganti nama berkas menjadi {fixed}, atau samakan nilai 'sop'.",
    # --- YAML ---
    "yaml-character": "Ada karakter yang tidak boleh ada di berkas teks ({character}); hapus karakter itu.",
    "yaml-several-documents": "Berkas memuat lebih dari satu dokumen ('---' atau '...'); satu berkas memuat satu SOP.",
    "yaml-too-deep": "Susunan bertingkat lebih dari {limit} tingkat; SOP tidak memerlukan sedalam itu.",
    "yaml-anchor": (
        "Jangkar '{name}' tidak boleh dipakai{also}; tulis isinya di setiap tempat, atau beri tanda kutip "
        "bila '&' bagian dari teks."
    ),
    "yaml-tag": "Tag '{name}' tidak boleh dipakai; hapus, atau beri tanda kutip bila '!' bagian dari teks.",
    "yaml-merge-key": "Kunci gabung '<<' tidak boleh dipakai; tulis setiap kunci di tempatnya.",
    "yaml-key-not-text": "Nama kunci harus berupa teks, bukan daftar atau kelompok kunci.",
    "duplicate-key": "Kunci '{key}' sudah ada di baris {first_line}; setiap kunci hanya boleh satu kali.",
    "duplicate-keys": (
        "Kunci {keys} sudah ada di atas dalam bagian yang sama; mungkin baris yang memulai butir baru hilang."
    ),
    "yaml-quote-open": "Tanda kutip dibuka di sini tetapi tidak ditutup; tambahkan tanda kutip penutup.",
    "yaml-bracket-open": "Tanda kurung dibuka di sini tetapi tidak ditutup; tambahkan '{sign}'.",
    "yaml-bracket-extra": "Tanda kurung penutup ini tidak mempunyai pembuka; hapus.",
    "yaml-flow": (
        "Isi tanda kurung ini tidak dapat dibaca; pisahkan dengan koma dan beri tanda kutip pada teks "
        "yang memuat tanda baca."
    ),
    "yaml-tab": "Ada tab di sini; jorokkan baris hanya dengan spasi.",
    "yaml-sign": "Teks yang diawali '{sign}' harus diberi tanda kutip.",
    "yaml-dash": "Isian '-' harus diberi tanda kutip.",
    "yaml-dash-space": "Tanda '-' harus diikuti spasi.",
    "yaml-text-after-quote": "Ada teks sesudah tanda kutip atau kurung penutup; beri tanda kutip pada seluruh teks.",
    "yaml-escape": "Tanda '\\' di dalam kutip ganda tidak dapat dibaca; pakai kutip tunggal.",
    "yaml-colon-missing": "Baris ini tidak memuat 'kunci: nilai'; mungkin titik dua atau spasi sesudahnya tertinggal.",
    "continue-deeper": (
        "Tulis 'kunci: nilai'; bila baris ini melanjutkan teks di atasnya, jorokkan lebih dalam dari kunci di atasnya."
    ),
    "yaml-indentation": "Baris ini tidak lurus dengan baris di atasnya; samakan jumlah spasi di depannya.",
    "yaml-syntax": "Baris ini tidak dapat dibaca sebagai YAML; tulis 'kunci: nilai' atau '- butir'.",
    "colon-in-text": "Titik dua memotong teks ini; beri tanda kutip.",
    "comma-in-text": "Koma memotong teks sebelum '{text}'; beri tanda kutip bila itu satu teks.",
    "hash-cuts-text": "Mulai dari '{text}' dibaca sebagai komentar; beri tanda kutip bila itu bagian dari teks.",
    "write-quoted": "Tulis: {fixed}",
    # --- shape ---
    "value-missing": "Nilai untuk kunci '{key}' belum diisi.",
    "missing-key": "Kunci '{key}' harus ada di sini.",
    "unknown-key": "Kunci '{key}' tidak dikenal di sini.",
    "unknown-keys": "Kunci {keys} tidak dikenal di sini; mungkin baris di atasnya hilang atau salah letak.",
    "known-keys": "Kunci yang dikenal: {known}.",
    "did-you-mean": "Mungkin maksudnya '{meant}'?",
    "wrong-type": "Di sini ada {found}, seharusnya {expected}.",
    "type-string": "teks",
    "type-array": "daftar",
    "type-object": "kelompok 'kunci: nilai'",
    "type-boolean": "true atau false",
    "type-integer": "bilangan bulat",
    "type-number": "bilangan",
    "list-wanted": "Di sini seharusnya daftar.",
    "write-list": "Tulis: {fixed}",
    "boolean-wanted": "'{text}' bukan true atau false.",
    "write-value": "Tulis: {fixed}",
    "id-form": "'{text}' bukan id: pakai huruf kecil, angka dan garis bawah, diawali huruf.",
    "sop-id-form": "'{text}' bukan id SOP atau kalender: pakai huruf kecil, angka dan tanda hubung.",
    "not-one-of": "'{text}' tidak berlaku di sini; yang berlaku: {known}.",
    "text-empty": "Teks ini tidak boleh kosong.",
    "list-too-short": "Butir dalam daftar ini kurang.",
    "mapping-empty": "Bagian ini tidak boleh kosong.",
    "list-repeats": "'{text}' sudah ada dalam daftar ini.",
    "value-refused": "Nilai ini tidak memenuhi batas {expected}.",
    "number-below": "Bilangan ini paling kecil {expected}.",
    "number-above": "Bilangan ini paling besar {expected}.",
    # --- references ---
    "also-on-lines": " (juga di baris {lines})",
    "unknown-step": "Tidak ada langkah atau hasil akhir '{name}'{also}.",
    "unknown-actor": "Tidak ada pelaksana '{name}'{also}.",
    "unknown-document": "Tidak ada dokumen '{name}' dalam 'documents'{also}.",
    "unknown-fact": "Tidak ada data '{name}' dalam 'data'{also}.",
    "one-actor": "Pelaksana hanya satu: tulis 'actor: {first}', dan yang ikut serta dalam 'with: [{others}]'.",
    "known-names": "Pilihannya: {known}.",
    "declare-document": "Tulis setiap dokumen dalam bagian 'documents', misalnya '{name}: Nama dokumen'.",
    "declare-fact": "Tulis setiap data dalam bagian 'data', misalnya '{name}:' dengan 'type: boolean' di bawahnya.",
    "duplicate-id": "Id '{id}' sudah dipakai di baris {first_line}; setiap id harus berbeda.",
    "from-outcome": "'from' harus menyebut langkah; '{id}' adalah hasil akhir.",
    "duplicate-default-outcome": (
        "Id '{id}' adalah hasil akhir bagi SOP tanpa 'outcomes'; langkah harus memakai id lain, atau tulis 'outcomes'."
    ),
    "duplicate-step-outcome": (
        "Id '{id}' sudah dipakai di baris {first_line}; langkah dan hasil akhir tidak boleh bernama sama."
    ),
    "branch-id-reserved": "'{id}' adalah nama jalan lewat waktu; cabang harus memakai id lain.",
    "fact-value-type": "'{text}' tidak cocok dengan jenis data ini; seharusnya {expected}.",
    # --- steps ---
    "next-missing": "Langkah terakhir harus menyebut 'next', karena ada beberapa hasil akhir: {known}.",
    "next-and-branches": "Langkah dengan 'branches' tidak boleh memakai 'next'; tulis 'next' di setiap cabang.",
    "optional-and-branches": "Langkah dengan 'branches' tidak boleh 'optional'; hapus salah satu.",
    "overdue-without-duration": "'on_overdue' memerlukan 'duration'; tanpa jangka waktu tidak ada yang terlewati.",
    "when-and-otherwise": "Cabang memakai 'when' atau 'otherwise', tidak keduanya.",
    "otherwise-twice": "'otherwise' hanya boleh ada di satu cabang.",
    "branches-mixed": (
        "Cabang-cabang ini bercampur: semua cabang bersyarat ('when', satu boleh 'otherwise'), atau tidak satu pun."
    ),
    "input-document-or-any-of": "Kelengkapan ini harus memuat salah satu: 'document' atau 'any_of'.",
    "input-never-produced": (
        "Tidak ada langkah yang menghasilkan {names}, sehingga langkah ini tidak dapat diselesaikan{also}."
    ),
    "input-source": (
        "Tambahkan pada 'outputs' suatu langkah, atau beri 'external: true' (diserahkan dari luar) atau "
        "'on_hand: true' (selalu tersedia)."
    ),
    "days-unqualified": "'hari' tanpa keterangan dihitung sebagai hari kerja{also}.",
    "say-day-counting": (
        "Tulis 'day_counting: working' (hari kerja) atau 'day_counting: calendar' (hari kalender) di bagian atas SOP."
    ),
    "hours-over-a-day": "'{text}' dihitung sebagai jam kerja; apakah itu yang dimaksud?",
    "say-clock-hours": "Tulis '{clock}' untuk jam terus-menerus, atau '{fixed}'.",
    "say-working-hours": "Tulis '{fixed}', atau pakai 'N x 24 jam' untuk jam terus-menerus.",
    # --- flow ---
    "step-unreachable": "Langkah '{step}' tidak pernah tercapai: tidak ada jalan dari langkah pertama ke sini.",
    "step-unreachable-hint": "Sebut langkah ini dalam 'next' langkah sebelumnya, atau hapus.",
    "step-cannot-end": (
        "Dari langkah '{step}' tidak ada jalan ke hasil akhir mana pun; kasus tidak akan pernah selesai."
    ),
    "step-cannot-end-hint": "Arahkan salah satu 'next' ke hasil akhir.",
    "outcome-unused": "Tidak ada langkah yang menuju hasil akhir '{id}'.",
    "outcome-unused-hint": "Sebut '{id}' dalam 'next' suatu langkah atau cabang, atau hapus.",
    "fork-to-outcome": "Daftar 'next' hanya berisi langkah; '{id}' adalah hasil akhir.",
    "fork-never-meets": "Alur paralel {others} dari langkah '{step}' tidak pernah bertemu lagi.",
    "fork-never-meets-hint": (
        "Arahkan semua alur ke satu langkah dengan 'join: all', atau ke satu hasil akhir tanpa 'ends_case'."
    ),
    "join-missing": "Alur paralel dari langkah {others} bertemu di '{step}', tetapi langkah ini tidak menunggu.",
    "join-missing-hint": "Tulis 'join: all' di langkah '{step}'.",
    "join-without-fork": "Langkah '{step}' menunggu ('join: all'), tetapi tidak ada alur paralel yang bertemu di sini.",
    "join-without-fork-hint": "Hapus 'join: all', atau jadikan 'next' langkah sebelumnya sebuah daftar.",
    "fork-shares-step": (
        "Alur paralel dari langkah '{step}' sama-sama melewati '{others}' sebelum bertemu; langkah itu "
        "akan berjalan dua kali."
    ),
    "fork-shares-step-hint": "Pertemukan alur di '{others}' dengan 'join: all', atau pisahkan jalannya.",
    "fork-reentered": (
        "Alur paralel dari langkah '{step}' dapat kembali ke langkah itu sebelum bertemu; alur akan bercabang lagi."
    ),
    "fork-reentered-hint": "Kembali baru sesudah alur bertemu, atau ke langkah di dalam alur itu sendiri.",
    # --- durations ---
    "duration-unit-name": "Satuan '{unit}' tidak ada; yang ada: {known}.",
    "duration-amount": "Jumlah {amount} bukan bilangan bulat.",
    "duration-no-text": "Waktu harus berupa teks seperti '3 hari kerja' atau Duration, bukan {found}.",
    "duration-empty": 'Waktu masih kosong; tulis misalnya "3 hari kerja", atau hapus kunci ini bila tanpa batas waktu.',
    "duration-too-long": (
        'Waktu "{text}" melebihi {limit} huruf; tulis angka dan satuannya saja, misalnya "3 hari kerja".'
    ),
    "duration-unreadable": (
        '"{text}" bukan waktu yang dapat dibaca; tulis angka lalu satuan, misalnya "3 hari kerja", dan '
        "keterangan lain dalam kurung di belakangnya."
    ),
    "duration-no-unit": 'Waktu "{text}" tidak menyebut satuan; tulis misalnya "{right}".',
    "duration-unknown-unit": (
        'Satuan "{unit}" pada waktu "{text}" tidak dikenal; pakai menit, jam, hari kerja, hari kalender, minggu, '
        "bulan, atau tahun."
    ),
    "duration-unit-misspelt": 'Satuan "{unit}" pada waktu "{text}" tidak dikenal; mungkin maksudnya "{suggestion}".',
    "duration-number": (
        'Angka "{number}" pada waktu "{text}" tidak dapat dibaca; tulis tanpa tanda ribuan dan pakai koma untuk '
        'pecahan, misalnya "1500" atau "1,5".'
    ),
    "duration-thousands": (
        'Angka "{number}" pada waktu "{text}" dapat dibaca dua cara; tulis "{plain}" atau "{decimal}".'
    ),
    "duration-contradiction": (
        'Waktu "{text}" menyebut dua hal yang bertentangan, "{written}" dan "({bracket})"; perbaiki salah satunya.'
    ),
    "duration-not-positive": 'Waktu "{text}" nol atau kurang; tulis angka mulai dari 1, atau "hari yang sama".',
    "duration-part-of-minute": 'Waktu "{text}" tidak menghasilkan menit yang bulat; tulis misalnya "{right}".',
    "duration-part-of-day": (
        'Waktu "{text}" memakai pecahan, padahal pecahan hanya berlaku untuk jam dan menit; tulis dalam jam, '
        'misalnya "4 jam".'
    ),
    "duration-times": (
        'Waktu "{text}" tidak dapat dibaca; perkalian hanya berlaku untuk jam dinding, misalnya "3 x 24 jam", '
        'selain itu tulis hasilnya, misalnya "60 menit" atau "3 hari kerja".'
    ),
    "duration-mixed": (
        'Waktu "{text}" menjumlahkan satuan yang tidak dapat dijumlahkan; hanya jam lalu menit yang boleh, '
        'misalnya "1 jam 30 menit".'
    ),
    "duration-range-units": (
        'Kedua ujung rentang "{text}" berbeda satuan; tulis keduanya dalam satuan yang sama, misalnya "1-3 hari kerja".'
    ),
    "duration-reversed": 'Rentang "{text}" terbalik; tulis angka yang kecil lebih dahulu, misalnya "1-3 hari kerja".',
    "duration-too-large": (
        'Waktu "{text}" lebih dari {years} tahun dan melampaui kalender; periksa angka dan satuannya.'
    ),
    "duration-minimum": (
        '"{text}" adalah batas terendah, bukan batas waktu; tulis waktu paling lama, misalnya "paling lama 3 '
        'hari kerja".'
    ),
    "duration-since": (
        'Waktu "{text}" memuat saat mulainya ("{tail}"); tulis "{duration}" saja, dan sebutkan langkah awalnya '
        "pada service_time.from."
    ),
    "duration-before": (
        'Waktu "{text}" dihitung mundur ("{tail}"), padahal waktu langkah dihitung maju sejak langkah dimulai; '
        'tulis lamanya langkah, misalnya "3 hari kerja".'
    ),
    "duration-tail": (
        'Kata "{tail}" pada waktu "{text}" tidak dikenal; bila itu keterangan, tulis dalam kurung: "{right}".'
    ),
    # --- dates and calendars ---
    "instant-invalid": (
        '"{text}" bukan tanggal atau waktu; tulis misalnya "2026-03-02T09:00", atau "2026-03-02" untuk jam buka '
        "hari itu."
    ),
    "instants-invalid": (
        "Yang diberikan bukan larik waktu; berikan larik numpy datetime64[m] tanpa NaT, menurut jam setempat."
    ),
    "numpy-not-installed": (
        'Menghitung banyak jatuh tempo sekaligus memerlukan paket tambahan; pasang dengan: pip install "sopflow[fast]"'
    ),
    "calendar-year-outside": (
        "Kalender tidak mempunyai data tahun {year}; yang dapat dihitung tahun {first} sampai {last}."
    ),
    "calendar-exhausted": (
        'Waktu ini melampaui tahun {last}, tahun terakhir kalender "{calendar}"; pakai waktu yang lebih pendek.'
    ),
    "calendar-before-first": (
        "Waktu ini mundur melampaui tahun {first}, tahun pertama kalender '{calendar}'; pakai waktu yang lebih pendek."
    ),
    "pause-reversed": "Penangguhan ini berakhir {last}, sebelum dimulai {first}; tukar keduanya.",
    "calendar-year-without-work": (
        'Kalender "{calendar}" tidak mempunyai jam kerja sama sekali pada tahun {year}; periksa hours, periods, '
        "dan closures."
    ),
    "calendar-unknown": 'Kalender "{name}" tidak dikenal; yang ada {known}, atau jalur sebuah berkas .yaml.',
    "calendar-unknown-near": (
        'Kalender "{name}" tidak dikenal; mungkin maksudnya "{near}". Yang ada {known}, atau jalur sebuah berkas .yaml.'
    ),
    "calendar-file-missing": "Berkas kalender {file} tidak ada atau tidak dapat dibuka; periksa jalurnya.",
    "calendar-extends-itself": "Kalender {file} melanjutkan dirinya sendiri; harap putuskan lingkaran pada extends.",
    "calendar-invalid-once": "Kalender ini mempunyai 1 kesalahan:",
    "calendar-invalid": "Kalender ini mempunyai {count} kesalahan:",
    "calendar-file-unusable": "Berkas kalender {file} tidak dapat dipakai: {reason}",
    "extend-or-say": "Tulis kunci itu, atau 'extends: id-asn' untuk melanjutkan kalender bawaan.",
    "calendar-not-date": "'{value}' bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-05-15.",
    "calendar-not-clock": "'{value}' bukan jam; tulis misalnya \"15:00\".",
    "calendar-timezone-data-missing": "Data zona waktu tidak ada di komputer ini; pasang paket Python 'tzdata'.",
    "calendar-timezone-unknown": (
        "Zona waktu '{value}' tidak dikenal; yang lazim Asia/Jakarta (WIB), Asia/Makassar (WITA), dan Asia/Jayapura "
        "(WIT)."
    ),
    "calendar-day-unknown": (
        "Hari '{value}' tidak dikenal; pakai mon, tue, wed, thu, fri, sat, sun, atau rentang seperti mon-thu."
    ),
    "calendar-day-twice": "Jam hari {days} sudah ditulis di atas; setiap hari hanya boleh satu kali.",
    "calendar-hours-wrong": "'{value}' bukan jam buka dan jam tutup; tulis misalnya \"07:30-12:00\".",
    "calendar-hours-overlap": "Jam {first} dan {second} tumpang tindih; pisahkan atau gabungkan.",
    "calendar-no-hours": "Kalender '{calendar}' tidak pernah buka; isi 'hours'.",
    "period-reversed": "Masa ini berakhir {last}, sebelum dimulai {first}; tukar keduanya.",
    "calendar-periods-overlap": (
        "Masa ini tumpang tindih dengan masa lain dari {first} sampai {last}; pisahkan keduanya."
    ),
    "calendar-closed-and-open": (
        "Tanggal {date} sudah ditulis di baris {first_line} sebagai hari tutup; satu tanggal hanya tutup atau buka."
    ),
    "calendar-closed-and-open-inherited": (
        "Tanggal {date} sudah ditulis sebaliknya oleh kalender '{calendar}' yang dilanjutkan; satu tanggal hanya tutup "
        "atau buka."
    ),
    "calendar-date-twice": "Tanggal {date} sudah ditulis di baris {first_line}; hapus salah satunya.",
    "calendar-date-twice-inherited": (
        "Tanggal {date} sudah ditulis oleh kalender '{calendar}' yang dilanjutkan; hapus yang ini."
    ),
    "opening-without-hours": "Tanggal {date} tidak mempunyai jam kerja.",
    "duty-without-hours": "Hari piket ('working_day: false') harus menyebut jamnya.",
    "say-hours": 'Tulis jamnya, misalnya: hours: ["08:00-12:00"]',
    "day-without-reason": (
        "Tanggal ini tidak menyebut alasan maupun dasarnya, sehingga jatuh tempo tidak dapat dijelaskan."
    ),
    "say-reason": "Tambahkan 'reason', dan 'basis' bila ada keputusannya.",
    "calendar-date-outside": "Tanggal {date} tidak berpengaruh; kalender menghitung tahun {first} sampai {last}.",
    "closure-on-day-off": "Tanggal {date} memang sudah libur; penutupan ini tidak mengubah apa pun.",
    "opening-on-working-day": "Tanggal {date} memang hari kerja dengan jam itu; pembukaan ini tidak mengubah apa pun.",
    "ical-not-installed": 'Berkas iCalendar memerlukan paket tambahan; pasang dengan: pip install "sopflow[ics]"',
    "ical-missing": "Berkas iCalendar {file} tidak ada atau tidak dapat dibuka; periksa letaknya.",
    "ical-unreadable": "Berkas {file} bukan berkas iCalendar yang dapat dibaca; simpan ulang sebagai .ics.",
    "ical-rule": (
        "Pengulangan acara '{event}' ({date}) dalam {file} tidak dapat diikuti; tulis setiap tanggalnya sebagai acara "
        "sendiri."
    ),
    "ical-too-many": "Berkas {file} terlalu besar; satu berkas memuat hari libur satu wilayah.",
    "ical-without-days": "Berkas {file} tidak memuat acara sehari penuh; hari libur adalah acara tanpa jam.",
    # --- certainty ---
    "estimated-holiday": "Tanggal hari libur ini masih perkiraan, belum ditetapkan pemerintah: {dates}.",
    "joint-leave-undecreed": (
        "Cuti bersama tahun {year} belum ditetapkan; tanggal ini dihitung seakan tidak ada cuti bersama."
    ),
    "estimated-ramadan": "Jam kerja Ramadan {year} H memakai perkiraan awal dan akhir Ramadan: {dates}.",
    "holiday-data-absent": "Data hari libur nasional tahun {year} belum lengkap (tanggal Hari Suci Nyepi belum ada).",
    "day-weekend": "akhir pekan",
    "day-without-hours": "bukan hari kerja",
    "day-public": "{name} (libur nasional)",
    "day-public-basis": "{name} (libur nasional, {basis})",
    "day-public-estimated": "{name} (libur nasional, masih perkiraan)",
    "day-joint-leave": "{name} (cuti bersama)",
    "day-joint-leave-basis": "{name} (cuti bersama, {basis})",
    "day-joint-leave-estimated": "{name} (cuti bersama, masih perkiraan)",
    "day-closure": "tutup",
    "day-closure-reason": "tutup: {reason}",
    "day-closure-basis": "tutup ({basis})",
    "day-closure-reason-basis": "tutup: {reason} ({basis})",
    "day-opening": "tetap hari kerja",
    "day-opening-reason": "tetap hari kerja: {reason}",
    "day-opening-basis": "tetap hari kerja ({basis})",
    "day-opening-reason-basis": "tetap hari kerja: {reason} ({basis})",
    "day-duty": "hari piket, bukan hari kerja",
    "day-duty-reason": "hari piket, bukan hari kerja: {reason}",
    "day-duty-basis": "hari piket, bukan hari kerja ({basis})",
    "day-duty-reason-basis": "hari piket, bukan hari kerja: {reason} ({basis})",
    "day-period-closed": "tutup pada masa khusus",
    "day-period-closed-reason": "tutup: {reason}",
    "day-start": "hari mulai, tidak dihitung",
    "day-cutoff": "masuk sesudah batas jam atau pada hari libur, dihitung mulai hari kerja berikutnya",
    "day-over": "jam kerja hari ini sudah lewat",
    "day-suspended": "kasus ditangguhkan",
    "day-rolled": "digeser ke hari kerja ini",
    "day-resumed": "hari yang sama sejak kasus dilanjutkan",
    "explain-minutes": "{hours} jam {minutes} menit",
    "explain-interval": "{start} - {end} ({minutes} menit)",
    "year-head": "Kalender {calendar}, versi {version}, tahun {year} ({zone})",
    "year-column-month": "Bulan",
    "year-column-days": "Hari kerja",
    "year-column-hours": "Jam kerja",
    "year-column-weekday": "Hari",
    "year-column-date": "Tanggal",
    "year-column-reason": "Keterangan",
    "year-column-kind": "Jenis",
    "year-column-basis": "Dasar",
    "year-kind-public": "libur nasional",
    "year-kind-joint-leave": "cuti bersama",
    "year-kind-closed": "tutup",
    "year-kind-duty": "hari piket",
    "year-kind-opening": "tetap hari kerja",
    "year-estimated": "masih perkiraan",
    "year-all": "Setahun",
    "year-hours": "Jam kerja:",
    "year-hours-ramadan": "Ramadan, {first} sampai {last}:",
    "year-hours-period": "{name}, {first} sampai {last}:",
    "year-period": "Masa khusus",
    "year-no-hours": "tutup",
    "year-certain": "Semua hari libur tahun ini sudah ditetapkan.",
    "year-uncertain": "Belum pasti:",
    "year-mark-public": "L",
    "year-mark-public-is": "L libur nasional",
    "year-mark-joint-leave": "C",
    "year-mark-joint-leave-is": "C cuti bersama",
    "year-mark-closed": "T",
    "year-mark-closed-is": "T tutup",
    "year-mark-duty": "P",
    "year-mark-duty-is": "P hari piket",
    "year-mark-opening": "B",
    "year-mark-opening-is": "B tetap hari kerja",
    "year-mark-ramadan": "r",
    "year-mark-ramadan-is": "r jam Ramadan",
    "year-mark-period": "k",
    "year-mark-period-is": "k jam masa khusus",
    "year-mark-off": "-",
    "year-mark-off-is": "- bukan hari kerja",
    "ical-name": "Hari libur {calendar} {year}",
    # --- plans ---
    "choice-step-unknown": 'SOP ini tidak mempunyai langkah "{step}"; yang dapat dipilih {known}.',
    "choice-not-needed": 'Langkah "{step}" tidak mempunyai cabang, sehingga tidak ada yang perlu dipilih.',
    "choice-branch-unknown": 'Langkah "{step}" tidak mempunyai cabang "{branch}"; pilih {known}.',
    "choice-form": "{found} bukan pilihan; tulis pasangan seperti ('periksa', 'lengkap').",
    "choice-unused": (
        'Pilihan "{step}={branch}" tidak terpakai: jalan yang dipilih tidak melewati langkah itu, atau tidak '
        "sebanyak itu."
    ),
    "plan-version": "SOP: {sop}, versi {version}",
    "plan-start": "Mulai: {at}",
    "plan-calendar": "Kalender: {calendar} ({zone})",
    "plan-star": "* Tanggal ini belum pasti.",
    "plan-choices": "Pilihan: {choices}",
    "plan-outcome-certain": "Hasil akhir: {outcome}, jatuh tempo {due}, pasti.",
    "plan-outcome-untimed": "Hasil akhir: {outcome}, tanpa batas waktu.",
    "plan-outcome-uncertain": "Hasil akhir: {outcome}, jatuh tempo {due}, belum pasti:",
    "plan-untimed": "Langkah {numbers} tanpa batas waktu; waktunya tidak dihitung.",
    "plan-truncated": "Jalannya lebih dari {most}; yang ditulis hanya yang terlama dan yang tercepat.",
    "plan-others": "Jalan lain:",
    "plan-other-uncertain": "{choices} -> {end} (belum pasti)",
    "plan-latest": "Paling lambat dari semua jalan: {due}",
    # --- the sheet, in words ---
    "column-number": "No",
    "column-activity": "Kegiatan",
    "column-actor": "Pelaksana",
    "column-starts": "Mulai",
    "column-due": "Jatuh tempo",
    "column-duration": "Waktu",
    "column-inputs": "Kelengkapan",
    "column-outputs": "Output",
    "column-note": "Keterangan",
    "sheet-sop": "SOP",
    "sheet-version": "Versi",
    "sheet-number": "Nomor SOP",
    "sheet-revision": "Revisi",
    "sheet-created": "Tanggal pembuatan",
    "sheet-revised": "Tanggal revisi",
    "sheet-approved": "Tanggal pengesahan",
    "sheet-effective": "Tanggal efektif",
    "sheet-approved-by": "Disahkan oleh",
    "sheet-agency": "Instansi",
    "sheet-unit": "Unit",
    "sheet-service": "Produk layanan",
    "sheet-service-time": "Jangka waktu layanan",
    "sheet-fee": "Biaya",
    "sheet-calendar": "Kalender",
    "sheet-legal-basis": "Dasar hukum",
    "sheet-qualifications": "Kualifikasi pelaksana",
    "sheet-related": "Keterkaitan",
    "sheet-equipment": "Peralatan/perlengkapan",
    "sheet-warnings": "Peringatan",
    "sheet-records": "Pencatatan dan pendataan",
    "sheet-actors": "Pelaksana",
    "sheet-counted-from": "sejak selesainya {step}",
    "sheet-extension": "dapat diperpanjang {duration}",
    "sheet-external": "dari luar instansi",
    "sheet-own-calendar": "kalender {calendar}",
    "sheet-together-with": "{name}, bersama {others}",
    "sheet-optional-input": "bila ada",
    "sheet-when": "bila {condition}",
    "sheet-otherwise": "selain itu",
    "sheet-join": "Menunggu semua alur paralel.",
    "sheet-optional-step": "Boleh dilewati dengan alasan.",
    "sheet-sets": "Menyatakan: {facts}.",
    "words-either": "{items}",
    "words-at-least": "paling sedikit {value}",
    "words-more-than": "lebih dari {value}",
    "words-at-most": "paling banyak {value}",
    "words-less-than": "kurang dari {value}",
    "words-yes": "ya",
    "words-no": "tidak",
    "words-step": "{number} ({step})",
    "words-to-step": "ke {number} ({step})",
    "words-to-outcome": "berakhir: {name}",
    "words-choice": "{number} {label}",
    "words-choice-again": "{number} {label} (kali ke-{visit})",
    "words-again": "{text} (kali ke-{visit})",
    "words-no-limit": "tanpa batas waktu",
    "words-start": "Mulai",
    # --- reports ---
    "severity-error": "kesalahan",
    "severity-warning": "peringatan",
    "severity-note": "catatan",
    "report-files": "{number} berkas diperiksa",
    "report-files-one": "{number} berkas diperiksa",
    "report-errors": "{number} kesalahan",
    "report-errors-one": "{number} kesalahan",
    "report-warnings": "{number} peringatan",
    "report-warnings-one": "{number} peringatan",
    "report-notes": "{number} catatan",
    "report-notes-one": "{number} catatan",
    "report-skipped": "{number} berkas lain dilewati",
    "report-skipped-one": "{number} berkas lain dilewati",
    # --- command line ---
    "cli-not-installed": 'Perintah sopflow memerlukan paket tambahan; pasang dengan: pip install "sopflow[cli]"',
    "cli-unexpected": (
        "Terjadi kesalahan yang tidak terduga ({error}); harap laporkan, dengan keterangan dari "
        "SOPFLOW_TRACEBACK=1 sopflow …"
    ),
    "cli-not-written": "Keluaran tidak dapat ditulis: {reason}.",
    "cli-command-missing": "Perintah belum disebut; lihat '{help}'.",
    "cli-command-unknown": "Perintah '{command}' tidak dikenal; yang ada {known}; lihat '{help}'.",
    "cli-option-unknown": "Opsi '{option}' tidak dikenal; lihat '{help}'.",
    "cli-option-without-value": "Opsi '{option}' harus diikuti nilainya; lihat '{help}'.",
    "cli-option-takes-no-value": "Opsi '{option}' tidak memakai nilai; lihat '{help}'.",
    "cli-parameter-missing": "{name} belum disebut; lihat '{help}'.",
    "cli-arguments-left": "Tidak jelas untuk apa {words} di sini; lihat '{help}'.",
    "cli-not-understood": "Perintah ini tidak dapat dipahami; lihat '{help}'.",
    "cli-value-unknown": "Nilai '{value}' untuk {option} tidak berlaku; pilih {known}.",
    "cli-path-empty": "Nama berkas tidak boleh kosong; sebut berkas atau folder.",
    "cli-no-sop-found": "Tidak ada berkas SOP di {paths}.",
    "cli-choice-form": "Pilihan '{text}' harus berbentuk langkah=cabang, misalnya 'periksa=lengkap'.",
    "cli-due": "{duration} sejak {start} jatuh tempo {due} (kalender {calendar}, {zone}).",
    "cli-start-by": "Agar {duration} selesai {due}, mulai paling lambat {at} (kalender {calendar}, {zone}).",
    "cli-before": "Paling lambat {duration} sebelum {event}: {at} (kalender {calendar}, {zone}).",
    "cli-due-question": "Sebut salah satu dari --from, --by, atau --before; lihat '{help}'.",
    "cli-explain-forwards": "--explain menerangkan hitungan maju; pakai bersama --from.",
    "cli-year-range": "Tahun '{value}' tidak dapat dihitung; pilih {first} sampai {last}.",
    "cli-due-uncertain": "Tanggal ini belum pasti:",
    "cli-bare-days": "'hari' tanpa keterangan dihitung sebagai hari kerja.",
    "cli-bare-hours": "Jam tanpa keterangan dihitung sebagai jam kerja; untuk jam terus-menerus tulis 'N x 24 jam'.",
    "cli-usage": "Pemakaian:",
    "cli-usage-options": "[OPSI]",
    "cli-usage-command": "PERINTAH ...",
    "cli-arguments": "Argumen:",
    "cli-options": "Opsi:",
    "cli-commands": "Perintah:",
    "cli-example": "Contoh:",
    "cli-default": "bila tidak disebut: {value}",
    "cli-required": "wajib",
    "cli-repeatable": "boleh berulang",
    "cli-help": "SOP sebagai berkas YAML: diperiksa, digambar, dan dihitung jatuh temponya.",
    "cli-help-option": "Tampilkan penjelasan ini.",
    "cli-version-option": "Tampilkan versi sopflow.",
    "cli-lang-option": "Bahasa keluaran; tanpa opsi ini mengikuti bahasa sistem, selain Inggris berbahasa Indonesia.",
    "cli-format-option": "Bentuk keluaran: text untuk dibaca orang, json untuk program.",
    "cli-graph-format-option": "Bentuk keluaran: json dan graphml memuat seluruh graf, dot dan mermaid alurnya saja.",
    "cli-file-argument": "Berkas SOP.",
    "cli-paths-argument": "Berkas SOP, atau folder yang dicari berkas *.yaml dan *.yml-nya.",
    "cli-duration-argument": 'Jangka waktu, misalnya "10 hari kerja".',
    "cli-schema-argument": "Skema yang ditampilkan.",
    "cli-strict-option": "Peringatan juga dihitung sebagai kegagalan.",
    "cli-start-option": "Saat kasus dimulai, misalnya 2026-03-02T09:00; tanggal saja berarti jam buka hari itu.",
    "cli-from-option": "Saat jangka waktu dimulai, misalnya 2026-03-02T09:00; tanggal saja berarti jam buka hari itu.",
    "cli-by-option": "Kapan jangka waktu harus selesai; jawabannya saat mulai yang paling lambat.",
    "cli-before-option": (
        "Kapan suatu peristiwa terjadi; jawabannya saat terakhir sebelum itu, misalnya paling lambat 3 hari kerja "
        "sebelum rapat."
    ),
    "cli-explain-option": "Tampilkan hitungannya hari demi hari.",
    "cli-year-option": "Tahun yang ditampilkan, 1990 sampai 2100; tanpa ini tahun sekarang.",
    "cli-calendar-argument": "Kalender bawaan atau berkas kalender, misalnya id-asn.",
    "cli-calendar-format-option": (
        "Bentuk keluaran: text untuk dibaca orang, json untuk program, ics untuk aplikasi kalender."
    ),
    "cli-choose-option": (
        "Cabang yang dipilih di suatu langkah, misalnya telaah=layanan_lain; on_overdue untuk jalan lewat waktu."
    ),
    "cli-calendar-option": "Kalender bawaan atau berkas kalender yang dipakai, misalnya id-asn.",
    "cli-check-help": "Periksa berkas SOP dan kalender.",
    "cli-plan-help": "Hitung kapan setiap langkah jatuh tempo, dan kapan setiap jalan berakhir.",
    "cli-due-help": "Hitung kapan suatu jangka waktu berakhir.",
    "cli-calendar-help": "Tampilkan satu tahun kalender kerja: hari kerja, hari libur, dan jamnya.",
    "cli-show-help": "Tampilkan SOP sebagai lembar SOP.",
    "cli-graph-help": "Tulis SOP sebagai graf.",
    "cli-schema-help": "Tampilkan JSON Schema berkas SOP.",
}
