"""Indonesian sentences about files: that they cannot be read, their YAML, their shape."""

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
    "file-empty": "Berkas kosong; SOP diawali baris seperti 'sop: nama-sop', kalender 'calendar: nama'.",
    "not-a-calendar": "Berkas ini SOP, bukan kalender; sebut berkas kalender, atau kalender bawaan seperti id-asn.",
    "not-an-sop": "Berkas ini bukan SOP maupun kalender: tidak ada kunci 'sop', 'steps', 'extends' atau 'hours'.",
    "not-an-sop-hint": (
        "SOP diawali 'sop: nama-sop', lalu 'version', 'title', 'actors' dan 'steps'; kalender diawali 'calendar: nama' "
        "dan 'extends: id-asn'."
    ),
    "calendar-no-sop": "Berkas ini kalender, bukan SOP; sebut berkas sebuah SOP.",
    "path-no-sop": "Ini nama berkas, bukan SOP; berikan kepada load, yang membaca berkas.",
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
        "Isi tanda kurung ini tidak dapat dibaca; tulis satu koma di antara dua butir, dan beri tanda kutip pada teks "
        "yang memuat tanda baca."
    ),
    "yaml-tab": "Ada tab di sini; geser baris ke kanan hanya dengan spasi.",
    "yaml-sign": "Teks yang diawali '{sign}' harus diberi tanda kutip.",
    "yaml-dash": "Isian '-' harus diberi tanda kutip.",
    "yaml-blank": "Di sini ada spasi tak terputus (biasanya terbawa dari Word); tulis spasi biasa.",
    "yaml-dash-extra": "Di sini tidak perlu '-': baris-baris di sekitarnya adalah 'kunci: nilai'.",
    "put-spaces": "Beri {count} spasi di depannya.",
    "value-or-group": "Hapus isi di belakang titik duanya, atau baris-baris yang menjorok di bawahnya.",
    "move-block": ("Beri {count} spasi di depannya, dan geser pula baris-baris di bawahnya sampai baris {last_line}."),
    "write-indented": "Tulis, dengan {count} spasi di depannya: {fixed}",
    "align-line": "Samakan jumlah spasi di depannya.",
    "parent-missing": "Mungkin baris induknya hilang di atas baris ini, misalnya 'kunci:'.",
    "yaml-dash-missing": "Tanda '-' yang mengawali butir daftar tidak ada di sini.",
    "yaml-dash-space": "Tanda '-' harus diikuti spasi.",
    "yaml-text-after-quote": "Ada teks sesudah tanda kutip atau kurung penutup; teks itu seharusnya di dalamnya.",
    "yaml-escape": "Tanda '\\' di dalam kutip ganda mengawali tanda khusus; pakai kutip tunggal.",
    "yaml-colon-missing": "Baris ini tidak memuat 'kunci: nilai'; mungkin titik dua atau spasi sesudahnya tertinggal.",
    "continue-deeper": (
        "Tulis 'kunci: nilai'. Catatan diawali '# '; teks yang berlanjut ditulis lebih menjorok daripada kuncinya."
    ),
    "yaml-indentation": "Baris ini tidak sejajar dengan baris di sekitarnya.",
    "yaml-syntax": "Baris ini tidak dapat dibaca sebagai YAML; tulis 'kunci: nilai' atau '- butir'.",
    "colon-in-text": "Titik dua memotong teks ini; beri tanda kutip.",
    "comma-in-text": "Koma memotong teks sebelum '{text}'; beri tanda kutip bila itu satu teks.",
    "quote-left-over": "Teks ini berakhir dengan tanda kutip ({sign}) yang tidak ada pembukanya.",
    "comma-in-list": "Koma memotong teks sebelum '{text}'; beri tanda kutip bila itu satu teks.",
    "hash-takes-value": "Mulai dari '{text}' dibaca sebagai komentar, sehingga isinya hilang; beri tanda kutip.",
    "hash-cuts-text": "Mulai dari '{text}' dibaca sebagai komentar; beri tanda kutip bila itu bagian dari teks.",
    "write-quoted": "Tulis: {fixed}",
    # --- shape ---
    "value-missing": "Nilai untuk kunci '{key}' belum diisi.",
    "item-empty": "Butir daftar ini belum diisi.",
    "missing-key": "Kunci '{key}' harus ada di sini.",
    "unknown-key": "Kunci '{key}' tidak dikenal di sini.",
    "unknown-keys": "Kunci {keys} tidak dikenal di sini; mungkin baris di atasnya hilang atau salah letak.",
    "known-keys": "Kunci yang dikenal: {known}.",
    "value-in-remark": "Yang ada di belakang '#' adalah catatan; bila itu isinya, hapus '#'.",
    "key-of-another-part": "Kunci ini milik bagian lain dari SOP; mungkin jumlah spasi di depannya keliru.",
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
    "number-thousands": "'{text}' dibaca sebagai bilangan dengan pecahan, bukan ribuan.",
    "number-below": "Bilangan ini paling kecil {expected}.",
    "number-above": "Bilangan ini paling besar {expected}.",
    # --- silencing ---
    "silencing-unused": "Pengecualian '{code}' ini tidak mengecualikan apa pun.",
    "silencing-unused-hint": "Hapus; pesan yang dimaksud sudah tidak ada di sini.",
    "silencing-elsewhere-hint": "Pesannya ada di baris {lines}; pindahkan komentar ini ke sana.",
    "silencing-unreadable": "Catatan untuk sopflow ini tidak dapat dibaca; tulis '# sopflow: allow KODE - alasan'.",
    "silencing-without-reason": "Pengecualian ini tidak menyebut alasan; tulis '# sopflow: allow KODE - alasan'.",
    "silencing-unknown-code": "Tidak ada kode '{code}'.",
    "silencing-unknown-code-hint": "Salin kodenya dari pesan yang hendak dikecualikan.",
    "silencing-of-error": "'{code}' adalah kesalahan, dan kesalahan tidak dapat dikecualikan.",
    "silencing-of-error-hint": "Perbaiki kesalahannya; yang dapat dikecualikan hanya peringatan dan catatan.",
    "settings-unreadable": (
        "Berkas ini tidak dapat dibaca sebagai TOML mulai dari sini; tulis misalnya 'kode = \"alasan\"' di "
        "bawah '[allow]'."
    ),
    "settings-form": "Di sini seharusnya 'kode = \"alasan\"' di bawah '[allow]', dengan alasan yang tidak kosong.",
}
